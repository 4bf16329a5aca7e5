import { parseArgs } from 'node:util'
import { faultOf } from '../../shared/errors.ts'
import { type Command, faultLines, terminal, UsageError } from './cli/terminal.ts'

/** The counter from a terminal: one command a file, loaded when asked for. */
const COMMANDS: Record<string, () => Promise<Command>> = {
  call: async () => (await import('./cli/call.ts')).call,
  acceptance: async () => (await import('./cli/acceptance.ts')).acceptance,
  demo: async () => (await import('./cli/demo.ts')).demo,
  sandbox: async () => (await import('./cli/sandbox.ts')).sandbox,
  secret: async () => (await import('./cli/secret.ts')).secret,
  backup: async () => (await import('./cli/backup.ts')).backup,
  restore: async () => (await import('./cli/backup.ts')).restore,
}

const USAGE = `用法：npm run <命令> -- [参数]
  call <接口族> <接口编号> --input 文件   经引擎执行一个接口
  acceptance                             把全部接口对所配置的中心跑一遍，写自检报告
  demo                                   三个窗口对沙箱演示一天
  sandbox                                单独运行模拟中心
  secret <名称>                          存入一个密钥
  backup <文件> / restore <文件>         备份、恢复账本
每个命令加 --help 查看参数，加 --json 供程序读取（最后一行是一个 JSON 对象）。`

/**
 * Runs one command and answers with the exit status: 0 done, 1 refused (by us or by the centre), 2 wrong
 * arguments, 3 the result is not known yet.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const [name = '', ...args] = argv
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  const io = terminal(args.includes('--json'))
  if (!load) {
    io.err(name && name !== '--help' ? `没有命令 ${name}\n${USAGE}` : USAGE)
    return name === '--help' ? 0 : 2
  }
  const command = await load()
  try {
    if (args.includes('--help')) {
      io.out(command.usage)
      return 0
    }
    const parsed = parse(command, args)
    return await command.run(parsed, io)
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`${error.message}\n${command.usage}`)
      io.result({ name, ok: false, figures: { error: error.message } })
      return 2
    }
    const fault = faultOf(error)
    if (fault.kind === 'internal') io.err(String(error instanceof Error ? error.stack : error))
    io.err(faultLines(fault))
    io.result({ name, ok: false, figures: { fault } })
    return 1
  }
}

function parse(command: Command, args: string[]) {
  try {
    const options = { ...command.options, json: { type: 'boolean' }, help: { type: 'boolean' } } as const
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    const name = /'(-[^' ]*)/.exec(error instanceof Error ? error.message : '')?.[1]
    throw new UsageError(name ? `参数 ${name} 不认识，或缺少它的值` : '参数有误')
  }
}

if (import.meta.main) {
  const status = await main(process.argv.slice(2))
  // whatever is still open (a server of a start that failed) must not keep the terminal
  process.stdout.write('', () => process.stderr.write('', () => process.exit(status)))
}
