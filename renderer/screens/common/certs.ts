import type { Cert } from '../../../shared/visit.ts'

/** What looks like the number of a document: at least six digits, no Chinese. */
export const looksLikeNumber = (text: string) => /^[0-9A-Za-z()-]{6,50}$/.test(text) && /\d{6}/.test(text)

/** The cert of a typed document number (就诊凭证类型 02). */
export function typedCert(text: string): Cert {
  const no = text.trim().toUpperCase()
  const isId = /^\d{17}[\dX]$|^\d{15}$/.test(no)
  return { mdtrt_cert_type: '02', mdtrt_cert_no: no, certno: no, ...(isId ? { psn_cert_type: '01' } : {}) }
}
