import type { JsonObject } from '../../../shared/contract.ts'
import { tryYuan } from '../../../shared/money.ts'
import { node, rows } from '../../../shared/settlement.ts'
import type { Txn } from '../../../shared/txn.ts'
import type { Life } from '../port.ts'
import { sentOf } from './sound.ts'

type Recorded = NonNullable<Life['record']>
const page = { page_num: 1, page_size: 10 }

/**
 * The platform's own record of a message in doubt, by the number that its staff read out. Only one that agrees with
 * what was sent is taken.
 */
export function records({ akb020 }: { akb020: string }): Record<string, Recorded> {
  const listed = (
    label: string,
    infno: string,
    field: string,
    list: string,
    shape: (row: JsonObject, sent: JsonObject) => JsonObject | null,
    more: (txn: Txn) => JsonObject = () => ({}),
  ): Recorded => ({
    ...{ label, infno },
    input: (txn, number) => ({ data: { akb020, ...more(txn), [field]: number, ...page } }),
    read: (txn, number, output) => {
      const row = rows(node(output, 'result') ?? {}, list).find((one) => one[field] === number)
      return row ? shape(row, sentOf(txn)) : null
    },
  })
  const settled = listed('结算编号', 'GS2003', 'yka103', 'setlinfo', (row, sent) => {
    const same = row.aac001 === sent.aac001 && tryYuan(row.yka055) === tryYuan(sent.yka055)
    const { feeinfo: _lines, fileinfo: _files, ...setlinfo } = row
    return same && row.settle_state !== '2' ? { setlinfo } : null
  })
  return {
    GS3001: listed('就诊编号', 'GS2002', 'akc190', 'mdtrtinfo', (row, sent) =>
      row.ykc010 === sent.ykc010 && row.aac001 === sent.aac001 && row.ykc023 !== '9'
        ? { result: { akc190: row.akc190!, aac001: row.aac001!, aac003: row.aac003 ?? '' } }
        : null,
    ),
    GS3015: settled,
    GS3108: settled,
    GS3106: {
      label: '申请流水号',
      infno: 'GS2004',
      input: (txn, ykc112) => {
        const { aac001 = '', aka130 = '', yab003 = '' } = sentOf(txn)
        return { data: { akb020, aac001, aka130, yab003, ykc112 } }
      },
      read: (txn, ykc112, output) => {
        const row = rows(output, 'result').find((one) => one.ykc112 === ykc112)
        return row && row.aac001 === sentOf(txn).aac001
          ? { result: { ykc112, aac001: row.aac001!, yke268: row.yke268 ?? '00' } }
          : null
      },
    },
    GS3201: listed(
      '清算申请编号',
      'GS3203',
      'yzz062',
      'clrinfo',
      (row, sent) =>
        tryYuan(row.yka107) === tryYuan(sent.yka107) && row.clr_state !== '09'
          ? { result: { yzz062: row.yzz062!, clr_state: row.clr_state ?? '01' } }
          : null,
      (txn) => ({ yzz060: sentOf(txn).yzz060 ?? '' }),
    ),
  }
}
