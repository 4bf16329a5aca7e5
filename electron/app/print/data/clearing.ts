import type { JsonObject } from '../../../../shared/contract.ts'
import { type Fen, tryYuan } from '../../../../shared/money.ts'
import { datetime } from '../../../../shared/msgid.ts'
import type { SlipData } from '../bind.ts'
import { type PaperContext, reprintMark } from './words.ts'

/** 清算单 as the platform told it (GS3204, node clrinfo without its file). */
export type ClearingPaper = JsonObject

const FACTS = [
  'akb020',
  'akb021',
  'yab003',
  'yzz060',
  'yzz061',
  'yzz062',
  'yzz134',
  'yzz135',
  'yzz136',
  'yzz137',
] as const
const COUNTS = [
  ['yzz063', '申请笔数'],
  ['ake096', '就医人数'],
  ['ake098', '就医人次'],
] as const
const AMOUNTS = [
  ['yka055', '费用总额'],
  ['yka107', '工伤基金支付合计'],
  ['ykh012', '个人支付合计'],
  ['clr_deduct', '审核扣款金额'],
  ['clr_pay', '清算拨付金额'],
] as const

const textOf = (paper: ClearingPaper, name: string) => String(paper[name] ?? '')
const amountOf = (paper: ClearingPaper, name: string): Fen | null => tryYuan(paper[name])

/** Counted as another paper once what was deducted or paid has changed. */
export const clearingKey = (paper: ClearingPaper) =>
  ['injuryClearing', ...['yzz062', 'clr_deduct', 'clr_pay'].map((name) => textOf(paper, name))].join('.')

/** What the platform did not tell is left out. */
export function clearingData(paper: ClearingPaper, ctx: PaperContext): SlipData {
  return {
    ...{ hospital: ctx.hospital, reprint: reprintMark(ctx.reprint), printed_at: datetime(ctx.now) },
    ...Object.fromEntries(FACTS.map((name) => [name, textOf(paper, name)])),
    payFen: amountOf(paper, 'clr_pay'),
    counts: COUNTS.flatMap(([name, label]) => {
      const value = textOf(paper, name)
      return value === '' ? [] : [{ label, value }]
    }),
    amounts: AMOUNTS.flatMap(([name, label]) => {
      const fen = amountOf(paper, name)
      return fen === null ? [] : [{ label, fen }]
    }),
  }
}
