import type { CodeRead, PersonHit } from '../../../shared/api/visit.ts'
import { fail } from '../../../shared/errors.ts'
import { maskNo } from '../../../shared/mask.ts'
import { ZERO } from '../../../shared/money.ts'
import { classify } from '../../devices/classify.ts'
import type { VisitDeps } from './deps.ts'
import { visitOf } from './store.ts'

/** Persons by name, initials or number: the HIS's own first, then those of earlier visits here. */
export async function findPerson(deps: VisitDeps, text: string): Promise<PersonHit[]> {
  const his = await deps.his.findPatients(text, 20)
  const seen = new Set(his.map((p) => p.certno))
  const earlier = await deps.journal.searchEncounters({ kind: 'outpatient', text, limit: 20 })
  const hits: PersonHit[] = his.map((p) => ({
    psn_name: p.psn_name,
    certnoMasked: maskNo(p.certno),
    cert: { mdtrt_cert_type: '02', mdtrt_cert_no: p.certno, certno: p.certno, psn_name: p.psn_name },
    openBills: p.openBills,
    openFen: p.openFen,
    source: 'his',
  }))
  for (const row of earlier) {
    const { person } = visitOf(row)
    if (!person || seen.has(person.certno)) continue
    seen.add(person.certno)
    hits.push({
      psn_name: person.psn_name,
      certnoMasked: maskNo(person.certno),
      cert: {
        mdtrt_cert_type: '02',
        mdtrt_cert_no: person.certno,
        certno: person.certno,
        psn_name: person.psn_name,
      },
      openBills: 0,
      openFen: ZERO,
      source: 'earlier',
    })
  }
  return hits
}

/** Routes whatever was scanned by what it is (devices/classify.ts). */
export async function readCode(
  deps: VisitDeps,
  raw: string,
  by: { opter: string; opterName: string },
  essCard = false,
): Promise<CodeRead> {
  const { is, label, text } = classify(raw, essCard ? 'person' : undefined)
  switch (is) {
    case 'ecVoucher':
    case 'openPlatform': {
      if (!deps.decoder) fail('conflict', `没有配置${label}的解码地址`, undefined, '请改用社保卡或身份证。')
      return { is: 'cert', label, cert: await deps.decoder.decode(text, '01301', by) }
    }
    case 'idNumber':
      return {
        is: 'cert',
        label: '居民身份证',
        cert: { mdtrt_cert_type: '02', mdtrt_cert_no: text, certno: text },
      }
    case 'essCard':
      return { is: 'cert', label, cert: { mdtrt_cert_type: '01', mdtrt_cert_no: text } }
    case 'wechat':
    case 'alipay':
    case 'unionpay':
      return { is: 'payment', channel: is, code: text }
    case 'unknown':
      return { is: 'unknown', why: `扫到的内容（${text.length} 位）不是医保电子凭证、身份证号或付款码` }
    default:
      return { is: 'unknown', why: `扫到的是${label}，不是医保电子凭证、身份证号或付款码` }
  }
}
