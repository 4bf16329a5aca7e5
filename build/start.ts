import { spawn } from 'node:child_process'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildRenderer, buildShell } from './build.ts'
import { findRuntime } from './runtime.ts'

/** npm start: the counter in Electron where its runtime is to be had, in the browser otherwise. */
const ROOT = join(import.meta.dirname, '..')
const USAGE = `用法：npm start -- [选项]
  --home 目录    数据所在的目录（默认 ~/.guitai）
  --web          使用浏览器，不用 Electron
  --port 端口    浏览器方式的端口（默认随机）
  --no-open      不打开浏览器，只显示地址
  --help         显示本说明`

const { values } = parseArgs({
  options: {
    home: { type: 'string' },
    port: { type: 'string' },
    web: { type: 'boolean', default: false },
    'no-open': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})
const home = resolve(values.home ?? join(homedir(), '.guitai'))
const port = Number(values.port ?? 0)

if (values.help) console.log(USAGE)
else if (!Number.isInteger(port) || port < 0 || port > 65535)
  fault(`端口应为 0 到 65535 的整数：${values.port}`)
else await run()

async function run(): Promise<void> {
  await buildRenderer()
  const runtime = values.web
    ? { path: null, whyZh: '按 --web 的要求', whyEn: 'as asked by --web' }
    : findRuntime(ROOT)
  if (runtime.path === null) {
    console.log(`使用浏览器打开：${runtime.whyZh}。Browser host: ${runtime.whyEn}.`)
    await startInBrowser()
  } else {
    console.log('使用 Electron 打开：已有运行时。Electron host: its runtime is installed.')
    await startInElectron(runtime.path)
  }
}

async function startInElectron(path: string): Promise<void> {
  await buildShell()
  const child = spawn(path, [ROOT, '--home', home], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => fault(`Electron 无法启动：${error.message}`))
  child.on('exit', (code) => {
    process.exitCode = code ?? 1
  })
}

async function startInBrowser(): Promise<void> {
  const { compose } = await import('../electron/compose.ts')
  const { startWebHost } = await import('../electron/host/web.ts')
  const { fileLog } = await import('../electron/host/log.ts')
  const log = fileLog(join(home, 'logs', 'guitai.log'))
  const { homeSecrets } = await import('../electron/host/file-secrets.ts')
  const system = await compose({ home, host: 'web', log, ...homeSecrets(home) })
  const host = await startWebHost({
    ...system,
    port,
    rendererDir: join(ROOT, 'dist/renderer'),
    log,
  }).catch(async (error: NodeJS.ErrnoException) => {
    await system.close()
    return fault(error.code === 'EADDRINUSE' ? `端口 ${port} 已被占用，请换一个 --port` : error.message)
  })
  if (!host) return
  console.log(`数据目录：${home}`)
  console.log(`柜台已启动，地址（含登录凭据，请勿外传）：\n${host.url}\n按 Ctrl+C 结束。`)
  if (!values['no-open']) openBrowser(host.url)
  let stopping = false
  const stop = async () => {
    if (stopping) return
    stopping = true
    console.log('正在结束，等待进行中的交易完成……')
    await host.close()
    await system.close()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop())
}

/** The default browser; where there is none the printed address does. */
function openBrowser(url: string): void {
  const [command, args]: [string, string[]] =
    process.platform === 'win32'
      ? ['rundll32', ['url.dll,FileProtocolHandler', url]]
      : [process.platform === 'darwin' ? 'open' : 'xdg-open', [url]]
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.on('error', () => console.log('没有可用的默认浏览器，请手动打开上面的地址。'))
  child.unref()
}

function fault(message: string): void {
  console.error(message)
  process.exitCode = 1
}
