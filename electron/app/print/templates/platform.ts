import type { Template } from '../template.ts'
import { A4, at, line, pageNumber, rule, titleBand } from './parts.ts'

const WIDTH = 180

/** A paper of the insurance platform: what it told, a fact a line. */
export const PLATFORM_A4: Template = {
  title: '{title}',
  paper: A4,
  size_pt: 11,
  head: [titleBand(WIDTH, '{title}'), { items: [at(0, WIDTH, '单据编号：{doc_no}')] }, rule(WIDTH, 0.35, 1)],
  body: [
    {
      each: 'rows',
      items: [at(0, 45, '{label}', { size_pt: 10 }), at(47, WIDTH - 47, '{psn_name}{value}')],
      gap_mm: 1,
    },
    { when: 'empty', items: [at(0, WIDTH, '{empty}', { align: 'center', dy_mm: 3 })] },
  ],
  foot: [
    {
      items: [
        line(WIDTH, 0.2),
        at(0, 120, '打印时间：{printed_at}　　医保平台数据', { row: 1, dy_mm: 0.8, size_pt: 8 }),
        { ...pageNumber(WIDTH), row: 1, dy_mm: 0.8 },
      ],
    },
  ],
}
