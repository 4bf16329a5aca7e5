import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Contract, JsonObject } from '../../../shared/contract.ts'
import { fail, GuitaiError } from '../../../shared/errors.ts'
import { maskDeep } from '../../../shared/mask.ts'
import { TXN_STATE_LABEL } from '../../../shared/txn.ts'
import { notInLedger } from '../../app/past-ledger.ts'
import { labelled } from '../../app/txn/labels.ts'
import { compose, type Guitai } from '../../compose.ts'
import type { Outcome, Request } from '../../engine/engine.ts'
import { homeSecrets } from '../file-secrets.ts'
import { fileLog } from '../log.ts'
import { faceOf } from './face.ts'
import {
  type Args,
  type Command,
  faultLines,
  homeOf,
  type Terminal,
  table,
  textOf,
  UsageError,
} from './terminal.ts'

const DOUBTFUL = 3

/** One interface through the engine: validated, journalled, sent, its answer as a labelled table. */
export const call: Command = {
  usage: `用法：npm run call -- <接口族> <接口编号> --input 文件.json [选项]
  --input 文件     接口的输入（input 节点的内容）；- 表示从标准输入读取
  --home 目录      数据所在的目录（默认 ~/.guitai）；没有 site.json 时连接内置沙箱
  --dry            只显示将要发出的报文，不发送，也不记账
  --psn_no 编号    交易所属的人员（同一人有存疑交易时不发送）
  --insuplc 区划   参保地医保区划，如 510100
  --opter 工号     以哪个操作员发送（默认：已签到的操作员）
  --reveal         表格里不遮盖姓名和证件号（记入审计）
  --json           最后一行输出 JSON（内容不遮盖，记入审计）
退出状态：0 成功，1 被拒绝或没有送达，2 参数有误，3 结果未知（系统会继续查证）`,
  options: {
    input: { type: 'string' },
    home: { type: 'string' },
    dry: { type: 'boolean' },
    psn_no: { type: 'string' },
    insuplc: { type: 'string' },
    opter: { type: 'string' },
    reveal: { type: 'boolean' },
  },
  async run(args, io) {
    const [family, code] = args.positionals
    const from = textOf(args, 'input')
    if (!family || !code || !from || args.positionals.length > 2) {
      throw new UsageError('请给出接口族、接口编号和 --input')
    }
    const input = readInput(from)
    const home = homeOf(args)
    const dry = args.values.dry === true
    const log = fileLog(join(home, 'logs', 'guitai.log'))
    const guitai = await compose({ home, host: 'cli', takeUp: !dry, log, ...homeSecrets(home) })
    try {
      const contract = contractOf(guitai, family, code)
      const request = (by: Request['by']): Request => {
        const psnNo = textOf(args, 'psn_no')
        const insuplc = textOf(args, 'insuplc')
        return {
          family,
          infno: code,
          input,
          by,
          ...(psnNo ? { psnNo } : {}),
          ...(insuplc ? { insuplc } : {}),
        }
      }
      const by = await operatorOf(guitai, textOf(args, 'opter'))
      if (dry) return showWire(guitai, request(by), io)
      return await send(guitai, contract, request, by, args, io)
    } finally {
      await guitai.close()
    }
  },
}

/** The contract of a code. Throws `not_found` for a family or a code that this program does not know. */
function contractOf(guitai: Guitai, family: string, code: string): Contract {
  const platform = guitai.platforms.get(family)
  if (!platform) {
    fail('not_found', `没有接口族 ${family}`, undefined, `可用的接口族：${[...guitai.platforms.keys()]}。`)
  }
  const contract = platform.contract(code)
  if (contract.direction !== 'call') {
    fail('invalid', `接口 ${code}“${contract.name}”由中心调用医院，不能主动发起`)
  }
  return contract
}

function readInput(from: string): JsonObject {
  let text: string
  try {
    text = readFileSync(from === '-' ? 0 : from, 'utf8')
  } catch (error) {
    fail('invalid', `输入文件读不出来：${from}（${(error as NodeJS.ErrnoException).code}）`)
  }
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    fail('invalid', `输入不是有效的 JSON：${(error as Error).message}`)
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    fail('invalid', '输入应是一个 JSON 对象，如 {"data": {…}}')
  }
  return value as JsonObject
}

/** Whoever has an open shift, else the one named, else the first of the house. */
async function operatorOf(guitai: Guitai, opter: string | undefined): Promise<Request['by']> {
  const { journal } = guitai
  const shifts = await journal.shifts({ limit: 20, ...(opter ? { opter } : {}) })
  const open = shifts.find((shift) => shift.endedAt === null)
  if (open) {
    const { opter, opterName, shiftId } = open
    return { opter, opterName, shiftId, sign_no: open.signNo.nhsa ?? null }
  }
  const known = opter
    ? await journal.operator(opter)
    : (await journal.operators()).find((operator) => !operator.disabled)
  const by = known ?? { opter: opter ?? 'cli', opterName: opter ?? '命令行' }
  return { opter: by.opter, opterName: by.opterName, shiftId: null, sign_no: null }
}

function showWire(guitai: Guitai, request: Request, io: Terminal): number {
  const { method, url, headers, body } = guitai.engine.dry(request)
  const message = JSON.parse(body) as JsonObject
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  io.out([`${method} ${url}`, ...head, '', JSON.stringify(message, null, 2)].join('\n'))
  io.err('（--dry：没有发送，也没有记账；报文号在真正发送时分配）')
  io.result({ name: 'call', ok: true, figures: { dry: true, method, url, headers, body: message } })
  return 0
}

async function send(
  guitai: Guitai,
  contract: Contract,
  request: (by: Request['by']) => Request,
  by: Request['by'],
  args: Args,
  io: Terminal,
): Promise<number> {
  guitai.engine.dry(request(by)) // refuses bad input before anybody signs in
  await notInLedger(guitai.journal, contract, request(by).input)
  const reveal = args.values.reveal === true || io.json
  await audit(guitai, contract, by, reveal)
  if (guitai.platforms.get(contract.family)!.life(contract.code).confirmAbsence) {
    io.err('提示：这一笔不经过收费流程，不计入本机的就诊和班次合计。')
  }
  const shift = await signedIn(guitai, contract, by)
  const from = performance.now()
  const outcome = await guitai.engine.transact(request(shift.by))
  const took_ms = Math.round(performance.now() - from)
  await shift.leave()
  return show(guitai, contract, outcome, took_ms, reveal && !io.json, io)
}

async function audit(guitai: Guitai, contract: Contract, by: Request['by'], reveal: boolean): Promise<void> {
  const detail = { family: contract.family, infno: contract.code, reveal }
  const entry = { at: Date.now(), actor: by.opter, action: 'cli.call', subject: contract.code, detail }
  await guitai.journal.commit([{ t: 'audit', entry }])
}

/**
 * Signs in (9001) where the site wants it and no open shift is there, and out again afterwards, so that the
 * home is left as it was found. A transaction left in doubt keeps its shift open: its totals may change.
 */
async function signedIn(guitai: Guitai, contract: Contract, by: Request['by']) {
  const nothing = async () => {}
  if (!guitai.site.nhsa.signIn || by.sign_no !== null || contract.kind === 'session') {
    return { by, leave: nothing }
  }
  const { opter, opterName } = by
  guitai.sessions.login('cli', { opter, opterName, role: 'cashier' })
  const face = faceOf(guitai, 'cli')
  const { shiftId, sign_no } = await face('shift.signIn', {})
  const leave = async () => {
    try {
      await face('shift.signOut', { countedCash: 0 })
    } catch (error) {
      if (!(error instanceof GuitaiError && error.fault.kind === 'doubt')) throw error
    }
  }
  return { by: { opter, opterName, shiftId, sign_no }, leave }
}

function show(
  guitai: Guitai,
  contract: Contract,
  outcome: Outcome,
  took_ms: number,
  reveal: boolean,
  io: Terminal,
): number {
  const { txn } = outcome
  const title = `${contract.code} ${contract.name}`
  const facts = { is: outcome.is, msgid: txn.msgid, refmsgid: txn.refmsgid, state: txn.state, took_ms }
  if (outcome.is === 'settled') {
    const dict = (name: string) => guitai.platforms.get(contract.family)!.dict(name)
    const answer = labelled(contract.output, reveal ? outcome.output : maskDeep(outcome.output), dict)
    const rows = answer.map((f) => [f.label, f.value, f.meaning ?? '', f.path])
    if (rows.length > 0) io.out(table(['名称', '值', '含义', '字段'], rows))
    if (outcome.warning) io.out(`中心提示：${outcome.warning}`)
    io.out(`${title}：${TXN_STATE_LABEL[txn.state]}，${took_ms} 毫秒，报文号 ${txn.msgid}`)
    const { output, warning } = outcome
    io.result({ name: 'call', ok: true, figures: { ...facts, output, warning } })
    return 0
  }
  io.err(faultLines(outcome.fault))
  io.err(`${title}：${TXN_STATE_LABEL[txn.state]}，${took_ms} 毫秒`)
  io.result({ name: 'call', ok: false, figures: { ...facts, fault: outcome.fault } })
  return outcome.is === 'doubtful' ? DOUBTFUL : 1
}
