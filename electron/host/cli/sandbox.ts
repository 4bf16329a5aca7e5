import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import people from '../../../shared/demo/people.json' with { type: 'json' }
import { fail } from '../../../shared/errors.ts'
import { demoCode, type FaultKind, type FaultRule, serveSandbox } from '../../compose.ts'
import { type Args, type Command, intOf, table, textOf, UsageError } from './terminal.ts'

const FAULTS: Record<FaultKind, string> = {
  drop_before: '没有处理就断开',
  drop_after: '处理后断开，不回答',
  delay: '处理后迟迟不回答',
  repeat: '同一报文送达两次',
  garble: '处理后回答乱码',
  http500_after: '处理后回答 HTTP 5xx',
  in_progress: '回答“处理中”，稍后才处理',
  lag: '处理后断开，查询暂时查不到',
}

/** The simulated centre alone, until Ctrl+C, for other clients. */
export const sandbox: Command = {
  usage: `用法：npm run sandbox -- [选项]
  --port 端口              默认 8899；0 表示任意空闲端口
  --home 目录              账本保存在此目录，重启后仍在；不给则只在内存里
  --seed 数字              故障的随机种子，默认 1
  --fault 种类[:概率]      可重复；概率 0 到 1，默认 1
${Object.entries(FAULTS)
  .map(([kind, text]) => `      ${kind.padEnd(14)} ${text}`)
  .join('\n')}`,
  options: {
    port: { type: 'string' },
    home: { type: 'string' },
    seed: { type: 'string' },
    fault: { type: 'string', multiple: true },
  },
  async run(args, io) {
    const port = intOf(args, 'port', 8899, 0, 65535)
    const seed = intOf(args, 'seed', 1, 0, 2 ** 31)
    const faults = faultsOf(args)
    const home = textOf(args, 'home')
    if (home) mkdirSync(resolve(home), { recursive: true, mode: 0o700 })
    const path = home ? { path: join(resolve(home), 'sandbox-nhsa.db') } : {}
    const served = await serveSandbox({ port, seed, faults, ...path }).catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EADDRINUSE') throw error
        fail('conflict', `端口 ${port} 已被占用`, '模拟中心没有启动。', '请用 --port 换一个端口。')
      },
    )
    const stopped = untilStopped()
    io.out(welcome(served.url, faults))
    io.result({ name: 'sandbox', ok: true, figures: { url: served.url, people: people.length, seed } })
    await stopped
    await served.close()
    return 0
  },
}

/** `--fault drop_after:0.1`. Throws UsageError. */
export function faultsOf(args: Args): FaultRule[] {
  const given = args.values.fault
  return (Array.isArray(given) ? given : []).map((text) => {
    const [kind = '', rate = '1'] = String(text).split(':')
    if (!Object.hasOwn(FAULTS, kind)) {
      throw new UsageError(`没有故障种类 ${kind}，可用：${Object.keys(FAULTS).join('、')}`)
    }
    if (!(Number(rate) >= 0 && Number(rate) <= 1) || rate === '') {
      throw new UsageError(`故障概率应在 0 到 1 之间：${text}`)
    }
    return { kind: kind as FaultKind, rate: Number(rate) }
  })
}

function untilStopped(): Promise<void> {
  return new Promise((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop())
  })
}

function welcome(url: string, faults: FaultRule[]): string {
  const serial = Math.floor(Date.now() / 1000) // codes are good once; each start shows fresh ones
  const rows = people.map((person) => [
    person.psn_name,
    person.psn_no,
    person.certno,
    person.card_no,
    person.insu.map((i) => `${i.insutype}${i.psn_insu_stas === '1' ? '' : '（暂停）'}`).join(' '),
    person.area,
    demoCode(person, serial),
  ])
  const head = ['姓名', '人员编号', '身份证号', '社保卡号', '险种', '参保地', '电子凭证（各可解码一次）']
  const message = {
    infno: '9001',
    msgid: 'H51010400001202601010800000100',
    mdtrtarea_admvs: '510100',
    insuplc_admdvs: '',
    recer_sys_code: 'YBXT',
    infver: 'V1.0',
    opter_type: '1',
    opter: '001',
    opter_name: '张三',
    inf_time: '2026-01-01 08:00:00',
    fixmedins_code: 'H51010400001',
    fixmedins_name: '柜台演示医院',
    sign_no: '',
    input: { signIn: { opter_no: '001', mac: '00:00:00:00:00:00', ip: '127.0.0.1' } },
  }
  return [
    `模拟中心已启动：${url}`,
    faults.length > 0
      ? `故障：${faults.map((f) => `${FAULTS[f.kind]}（${f.rate}）`).join('、')}`
      : '没有设置故障',
    '',
    table(head, rows),
    '',
    '调用方法（先签到 9001，此后的报文带上返回的 sign_no）：',
    `curl -s ${url}/9001 -H 'content-type: application/json' -d '${JSON.stringify(message)}'`,
    `账本与现状：curl -s ${new URL('/_sandbox/state', url).href}`,
    '按 Ctrl+C 结束。',
  ].join('\n')
}
