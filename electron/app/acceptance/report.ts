import type { AcceptanceResult, AcceptanceRow } from '../../../shared/api/acceptance.ts'
import { datetime } from '../../../shared/msgid.ts'
import type { ColumnOf } from '../export/tables.ts'
import { codesOf, countsOf, type Run } from './store.ts'

export const RESULT_LABEL: Record<AcceptanceResult, string> = {
  passed: '通过',
  refused: '中心拒绝',
  unanswered: '没有结论',
  invalid: '报文不合规',
  skipped: '没有执行',
  na: '不适用',
}

/** The same rows as a sheet of Excel. */
export const COLUMNS: readonly ColumnOf<AcceptanceRow>[] = [
  { title: '序号', width: 6, kind: 'number', of: (row) => row.seq },
  { title: '业务', width: 18, of: (row) => row.section },
  { title: '接口编号', width: 10, of: (row) => row.infno },
  { title: '接口名称', width: 30, of: (row) => row.name },
  { title: '说明', width: 16, of: (row) => row.about },
  { title: '结果', width: 10, of: (row) => RESULT_LABEL[row.result] },
  { title: '原因', width: 40, of: (row) => row.why },
  { title: '时间', kind: 'time', of: (row) => row.at },
  { title: '耗时(毫秒)', width: 10, kind: 'number', of: (row) => row.took_ms },
  { title: '发送方报文ID', width: 32, of: (row) => row.msgid },
  { title: '接收方报文ID', width: 32, of: (row) => row.refmsgid },
]

const MOST_chars = 6_000

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char]!)
const cut = (text: string) =>
  text.length > MOST_chars
    ? `${text.slice(0, MOST_chars)}\n……（共 ${text.length} 字，完整内容见交易查询）`
    : text

/**
 * The report as one HTML file without anything outside of it, A4 when printed: what was tried against which
 * centre, each interface's result, then every request and answer, masked.
 */
export function reportOf(
  run: Run,
  site: { institution: { fixmedins_code: string; fixmedins_name: string }; version: string },
  messages: ReadonlyMap<number, { request: string; answer: string }>,
): string {
  const counts = countsOf(run.rows)
  const { codes, codesPassed } = codesOf(run.rows)
  const facts: [string, string][] = [
    ['定点医药机构', `${site.institution.fixmedins_name}（${site.institution.fixmedins_code}）`],
    ['中心地址', `${run.centre}${run.training ? '（培训：模拟中心）' : ''}`],
    ['接口族', run.families.join('、')],
    ['测试人员', run.person],
    ['操作员', run.opterName],
    ['开始时间', datetime(run.startedAt)],
    ['结束时间', run.endedAt === null ? '没有完成' : datetime(run.endedAt)],
    ['程序版本', site.version],
  ]
  const verdict = Object.entries(counts)
    .filter(([, n]) => n > 0)
    .map(([result, n]) => `${RESULT_LABEL[result as AcceptanceResult]} ${n}`)
    .join('　')
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>接口自检报告 ${escaped(datetime(run.startedAt))}</title>
<style>${STYLE}</style></head><body>
<h1>医保接口自检报告</h1>
<table class="facts">${facts.map(([label, value]) => `<tr><th>${label}</th><td>${escaped(value)}</td></tr>`).join('')}</table>
<p class="sum">接口 ${codes} 个，全部通过 ${codesPassed} 个；共 ${run.rows.length} 步：${verdict}${STATE_WORDS[run.state] ?? ''}</p>
<h2>一、结果</h2>
<table class="rows"><thead><tr>${COLUMNS.map(({ title }) => `<th>${title}</th>`).join('')}</tr></thead>
<tbody>${run.rows.map(rowOf).join('\n')}</tbody></table>
<h2>二、请求与应答</h2>
${run.rows.flatMap((row) => appendix(row, messages.get(row.seq))).join('\n')}
</body></html>
`
}

const STATE_WORDS: Partial<Record<Run['state'], string>> = {
  cancelled: '（中途取消）',
  interrupted: '（程序中断，没有完成）',
}

function rowOf(row: AcceptanceRow): string {
  const cells = COLUMNS.map(({ of, kind }) => {
    const value = of(row)
    return escaped(value === null ? '' : kind === 'time' ? datetime(Number(value)) : String(value))
  })
  return `<tr class="${row.result}">${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`
}

function appendix(row: AcceptanceRow, message: { request: string; answer: string } | undefined): string[] {
  if (!message) return []
  const about = row.about ? `（${row.about}）` : ''
  const title = `${row.seq}. ${row.infno} ${row.name}${about}　${RESULT_LABEL[row.result]}`
  return [
    `<h3>${escaped(title)}</h3><p class="quiet">${escaped(row.msgid ?? '')}</p>`,
    `<div class="pair"><pre>${escaped(cut(message.request))}</pre><pre>${escaped(cut(message.answer))}</pre></div>`,
  ]
}

const STYLE = `
@page{size:A4 landscape;margin:12mm}
body{font:12px/1.5 "Microsoft YaHei","PingFang SC","Noto Sans CJK SC",sans-serif;color:#111;margin:16px}
h1{font-size:20px;margin:0 0 8px}h2{font-size:15px;margin:16px 0 6px}h3{font-size:12px;margin:10px 0 0;break-after:avoid}
table{border-collapse:collapse}th,td{border:1px solid #999;padding:2px 6px;text-align:left;vertical-align:top}
.rows{width:100%;font-size:11px}.rows td:nth-child(10),.rows td:nth-child(11){font-size:9px;word-break:break-all;max-width:120px}
thead{display:table-header-group}tr{break-inside:avoid}th{background:#f0f0f0}.facts th{width:110px}
.sum{font-size:14px;font-weight:600}.quiet{color:#666;margin:0;font-size:10px}
.refused td:nth-child(6),.unanswered td:nth-child(6),.invalid td:nth-child(6){color:#b00020;font-weight:600}
.skipped,.na{color:#666}
.pair{display:flex;gap:8px}.pair pre{flex:1;min-width:0;margin:2px 0;padding:4px;border:1px solid #ccc;font-size:9px;line-height:1.3;white-space:pre-wrap;word-break:break-all}
`
