/** The journal's setting that counts the prints of one slip. */
export const printCount = (setl_id: string) => `print.${setl_id}`
