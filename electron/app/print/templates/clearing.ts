import type { Template } from '../template.ts'
import { A4, at, line, pageNumber, right, rule, titleBand } from './parts.ts'

const WIDTH = 180

/** 工伤保险清算单: what the platform tells of a paid application, with room for the signatures. */
export const INJURY_CLEARING_A4: Template = {
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
