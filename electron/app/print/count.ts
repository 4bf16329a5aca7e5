/** The journal's setting that counts the prints of one paper; of an outpatient slip by its setl_id alone. */
export const printCount = (key: string) => `print.${key}`
