import { DEVICE_KIND_LABEL } from '../../shared/api/devices.ts'
import people from '../../shared/demo/people.json' with { type: 'json' }
import type { CardReader, Device } from './port.ts'

/** The reader of the training mode: each read lays the next demo citizen's card on it. */
export function demoReader(now: () => number): Device {
  let next = 0
  let lastEvent: { at: number; text: string } | null = null
  const reader: CardReader = {
    id: 'demo-reader',
    name: '模拟读卡器',
    state: () => ({ ok: true, text: '读卡器：模拟读卡器（培训模式）' }),
    async read() {
      const person = people[next % people.length]!
      next += 1
      lastEvent = { at: now(), text: '读出一张模拟社会保障卡' }
      const { card_no, card_sn, certno, psn_name, psn_cert_type } = person
      return {
        label: '社会保障卡（模拟）',
        cert: { mdtrt_cert_type: '03', mdtrt_cert_no: card_no, card_sn, certno, psn_name, psn_cert_type },
      }
    },
  }
  return {
    id: reader.id,
    kind: 'demo',
    reader,
    view: () => ({
      ...{ id: reader.id, kind: 'demo', kindLabel: DEVICE_KIND_LABEL.demo, name: reader.name },
      ...{ state: 'ready', text: '就绪（培训模式）', where: '程序内', lastEvent },
    }),
    test: async () => '模拟读卡器正常；培训模式下每次读卡依次取一位演示参保人',
    reset: async () => {},
    close: async () => {},
  }
}
