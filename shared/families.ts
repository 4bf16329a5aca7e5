import { INJURY_LABEL } from './injury.ts'

const LABEL: Record<string, string> = { nhsa: '国家医保', sichuan: '四川扩展', ...INJURY_LABEL }

/** A family of interfaces in words; one that has none by its own name. */
export const familyLabel = (family: string) => LABEL[family] ?? family
