import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { AcceptanceRow, AcceptanceRun } from '../../../shared/api/acceptance.ts'
import { datetime } from '../../../shared/msgid.ts'
import { COLUMNS, RESULT_LABEL } from '../../app/acceptance/report.ts'
import { writeSheet } from '../../app/export/sheets.ts'
import { compose } from '../../compose.ts'
import { homeSecrets } from '../file-secrets.ts'
import { fileLog } from '../log.ts'
import { type Call, faceOf } from './face.ts'
import { type Args, type Command, homeOf, type Terminal, table, textOf, UsageError } from './terminal.ts'

const LOOK_ms = 100
/** Without the functions: they do not cross to the thread that writes. */
const SHEET = COLUMNS.map(({ of: _of, ...column }) => column)

/** The acceptance rehearsal from a terminal: every interface against the configured centre, and its report. */
export const acceptance: Command = {
  usage: `用法：npm run acceptance -- [选项]
  --family 接口族    可重复；默认本站的全部接口族（nhsa、sichuan、gs、bizh、gy）
  --home 目录        数据所在的目录（默认 ~/.guitai）；没有 site.json 时连接内置沙箱
  --out 目录         报告写到这里（默认数据目录的 exports）：HTML 和 Excel
  --cert 类型:编号   测试人员的就诊凭证，如 02:身份证号、03:卡号:卡识别码；连接真实中心时必填。
                     四川工伤按证件号码识别还要姓名，HIS 不认识的人写成 02:身份证号:姓名
  --yes              连接真实中心时必填：确认以这个测试人员办理，结算后撤销
  --json             最后一行输出 JSON
退出状态：0 全部通过，1 有接口没有通过，2 参数有误`,
  options: {
    family: { type: 'string', multiple: true },
    home: { type: 'string' },
    out: { type: 'string' },
    cert: { type: 'string' },
    yes: { type: 'boolean' },
  },
  async run(args, io) {
    const home = homeOf(args)
    const log = fileLog(join(home, 'logs', 'guitai.log'))
    const guitai = await compose({ home, host: 'cli', log, ...homeSecrets(home) })
    try {
      const known = (await guitai.journal.operators()).find(({ disabled }) => !disabled)
      const { opter, opterName } = known ?? { opter: 'cli', opterName: '命令行' }
      guitai.sessions.login('cli', { opter, opterName, role: 'admin' })
      const face = faceOf(guitai, 'cli')
      const { runId } = await begin(face, args)
      process.once('SIGINT', () => void face('acceptance.cancel', {}))
      const run = await watched(face, runId, io)
      const out = resolve(textOf(args, 'out') ?? join(home, 'exports'))
      const files = await written(face, run, out)
      return concluded(run, files, io)
    } finally {
      await guitai.close()
    }
  },
}

async function begin(face: Call, args: Args) {
  const options = await face('acceptance.options', {})
  const given = args.values.family
  const families = Array.isArray(given) ? given.map(String) : options.families.map(({ family }) => family)
  const [mdtrt_cert_type, mdtrt_cert_no, more] = (textOf(args, 'cert') ?? '').split(':')
  const cert = mdtrt_cert_no
    ? {
        mdtrt_cert_type: mdtrt_cert_type as '01' | '02' | '03',
        mdtrt_cert_no,
        ...(more ? (mdtrt_cert_type === '02' ? { psn_name: more } : { card_sn: more }) : {}),
      }
    : options.cert
  if (!cert) throw new UsageError('连接的是真实中心：请用 --cert 指明测试人员的就诊凭证')
  if (!options.training && args.values.yes !== true)
    throw new UsageError(`将对 ${options.centre} 以这个测试人员办理并撤销：确认请加 --yes`)
  return face('acceptance.start', { families, cert, confirmed: true })
}

/** Each step as it ends. */
async function watched(face: Call, runId: string, io: Terminal): Promise<AcceptanceRun> {
  let told = 0
  for (;;) {
    const run = await face('acceptance.run', { runId })
    for (const row of run.rows.slice(told)) io.out(lineOf(row))
    told = run.rows.length
    if (run.state !== 'running') return run
    await new Promise((wake) => setTimeout(wake, LOOK_ms))
  }
}

function lineOf(row: AcceptanceRow): string {
  const about = row.about ? `（${row.about}）` : ''
  const why = row.why ? `：${row.why}` : ''
  return `${RESULT_LABEL[row.result]}  ${row.infno} ${row.name}${about}  ${row.took_ms} 毫秒${why}`
}

async function written(face: Call, run: AcceptanceRun, out: string): Promise<{ html: string; xlsx: string }> {
  mkdirSync(out, { recursive: true })
  const { name, html } = await face('acceptance.report', { runId: run.runId })
  const files = { html: join(out, name), xlsx: join(out, name.replace(/html$/, 'xlsx')) }
  writeFileSync(files.html, html)
  const { signal } = new AbortController()
  await writeSheet({ path: files.xlsx, name: '自检报告', columns: SHEET, rows: cellsOf(run), signal })
  return files
}

async function* cellsOf({ rows }: AcceptanceRun) {
  for (const row of rows) yield COLUMNS.map((column) => column.of(row))
}

function concluded(run: AcceptanceRun, files: { html: string; xlsx: string }, io: Terminal): number {
  const { counts, codes, codesPassed, runId } = run
  const failed = run.rows.filter(({ result }) => result !== 'passed' && result !== 'na')
  if (failed.length > 0)
    io.out(
      `\n${table(
        ['接口', '名称', '结果', '原因'],
        failed.map((r) => [r.infno, r.name, RESULT_LABEL[r.result], r.why]),
      )}`,
    )
  const results = Object.entries(counts).map(
    ([result, n]) => `${RESULT_LABEL[result as AcceptanceRow['result']]} ${n}`,
  )
  const took_ms = (run.endedAt ?? run.startedAt) - run.startedAt
  io.out(
    `\n${datetime(run.startedAt)} 接口 ${codes} 个，全部通过 ${codesPassed} 个；${results.join('，')}；${took_ms} 毫秒`,
  )
  io.out(`报告：${files.html}\n　　　${files.xlsx}`)
  const ok = run.state === 'done' && failed.length === 0
  const figures = { runId, codes, codesPassed, steps: run.rows.length, took_ms, ...counts, ...files }
  io.result({ name: 'acceptance', ok, figures })
  return ok ? 0 : 1
}
