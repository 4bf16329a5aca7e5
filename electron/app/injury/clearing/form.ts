import type { ClearingForm } from '../../../../shared/api/injury-clearing.ts'
import type { JsonObject } from '../../../../shared/contract.ts'
import { fail } from '../../../../shared/errors.ts'
import type { ApiInput } from '../../../../shared/ipc.ts'
import { datetime } from '../../../../shared/msgid.ts'
import { node } from '../../../../shared/settlement.ts'
import { mustSettle } from '../../office.ts'
import type { SlipData } from '../../print/bind.ts'
import { layout } from '../../print/layout.ts'
import type { Template } from '../../print/template.ts'
import { A4, at, line, pageNumber, right, rule, titleBand } from '../../print/templates/parts.ts'
import type { Caller } from '../../registry.ts'
import { type ClearingDeps, sending } from './deps.ts'
import { kindIn, kindsOf, stands } from './gs-view.ts'
import { money, moneyOr, text } from './model.ts'

const WIDTH = 180
/** gs_doc_type: 清算单 */
const FORM = '03'

/** 工伤保险清算单: what the platform tells of a paid application (GS3204), with room for the signatures. */
const TEMPLATE: Template = {
  title: '工伤保险清算单',
  paper: A4,
  size_pt: 11,
  head: [
    titleBand(WIDTH, '工伤保险清算单'),
    {
      items: [
        at(0, 110, '协议机构：{akb021}（{akb020}）', { size_pt: 10 }),
        right(110, 70, '经办机构：{yab003}', { size_pt: 10 }),
        at(0, 110, '清算申请编号：{yzz062}', { row: 1, size_pt: 10 }),
        right(110, 70, '清算年月：{yzz060} 年 {yzz061} 月', { row: 1, size_pt: 10 }),
      ],
    },
    rule(WIDTH, 0.35, 1),
  ],
  body: [
    {
      each: 'counts',
      items: [at(0, 60, '{label}'), right(60, 60, '{value}', { mono: true })],
      gap_mm: 1.5,
    },
    rule(WIDTH, 0.2, 1),
    {
      each: 'amounts',
      items: [at(0, 60, '{label}'), right(60, 60, '{fen|money} 元', { mono: true })],
      gap_mm: 1.5,
    },
    {
      items: [at(0, WIDTH, '拨付金额大写：{payFen|capital}', { bold: true, dy_mm: 2 })],
      gap_mm: 12,
    },
    {
      items: [
        at(0, 60, '负责人：{yzz134}'),
        at(60, 60, '复核人：{yzz135}'),
        at(120, 60, '填表人：{yzz136}'),
        at(0, 60, '协议机构（章）', { row: 1, dy_mm: 8 }),
        at(60, 60, '经办机构（章）', { row: 1, dy_mm: 8 }),
        at(120, 60, '填报日期：{yzz137}', { row: 1, dy_mm: 8 }),
      ],
    },
  ],
  foot: [
    {
      items: [
        line(WIDTH, 0.2),
        at(0, 120, '打印时间：{printed_at}　　数据来自工伤联网结算平台', { row: 1, dy_mm: 0.8, size_pt: 8 }),
        { ...pageNumber(WIDTH), row: 1, dy_mm: 0.8 },
      ],
    },
  ],
}

const AMOUNTS = [
  ['yka055', '费用总额'],
  ['yka107', '工伤基金支付合计'],
  ['ykh012', '个人支付合计'],
  ['clr_deduct', '审核扣款金额'],
  ['clr_pay', '清算拨付金额'],
] as const

/** GS3204: as a sheet of our own, and the platform's file where it gives one. Refuses what does not add up. */
export async function clearingForm(
  deps: ClearingDeps,
  caller: Caller,
  { month, id }: ApiInput<'injury.clearing.form'>,
): Promise<ClearingForm> {
  const { doc } = kindIn(await kindsOf(deps, month), id)
  if (!stands(doc)) return fail('not_found', '还没有清算申请', '没有打印。', '拨付以后才有清算单。')
  const send = await sending(deps, caller, 'gs')
  const input = { data: { akb020: deps.gs!.akb020, yzz062: doc.data.yzz062, doc_type: FORM } }
  const told = node(await mustSettle(send({ infno: 'GS3204', input })), 'clrinfo') ?? {}
  const due = money(told, 'yka107') - money(told, 'clr_deduct')
  if (text(told, 'yzz062') !== doc.data.yzz062 || due !== money(told, 'clr_pay'))
    fail(
      'conflict',
      '清算单上的金额不平：基金支付减扣款不等于拨付金额',
      '没有打印。',
      '请与经办机构核对后再打印。',
    )
  const file = node(told, 'fileinfo')
  const content = text(file, 'file_data')
  return {
    title: TEMPLATE.title,
    document: layout(TEMPLATE, dataOf(told, deps.now()), null),
    file: content
      ? { name: text(file, 'file_name'), type: text(file, 'file_type').toLowerCase(), base64: content }
      : null,
  }
}

function dataOf(told: JsonObject, now: number): SlipData {
  const names = [
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
  ]
  return {
    ...Object.fromEntries(names.map((name) => [name, text(told, name)])),
    printed_at: datetime(now),
    payFen: money(told, 'clr_pay'),
    counts: [
      { label: '申请笔数', value: text(told, 'yzz063') },
      { label: '就医人数', value: text(told, 'ake096') },
      { label: '就医人次', value: text(told, 'ake098') },
    ].filter(({ value }) => value !== ''),
    amounts: AMOUNTS.flatMap(([name, label]) => {
      const fen = moneyOr(told, name)
      return fen === null ? [] : [{ label, fen }]
    }),
  }
}
