import people from '../../shared/demo/people.json' with { type: 'json' }
import type { CardReader } from './port.ts'

/** The reader of the training mode: each read lays the next demo citizen's card on it. */
export function demoReader(): CardReader {
  let next = 0
  return {
    id: 'demo-reader',
    name: '模拟读卡器',
    state: () => ({ ok: true, text: '读卡器：模拟读卡器（培训模式）' }),
    async read() {
      const person = people[next % people.length]!
      next += 1
      const { card_no, card_sn, certno, psn_name, psn_cert_type } = person
      return {
        label: '社会保障卡（模拟）',
        cert: { mdtrt_cert_type: '03', mdtrt_cert_no: card_no, card_sn, certno, psn_name, psn_cert_type },
      }
    },
  }
}
