import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page, type Request } from 'playwright'
import type { VisitView } from '../../shared/api/visit.ts'
import type { ApiArgs, ApiOutput, Channel } from '../../shared/ipc.ts'

/** The whole program as `npm start -- --web` runs it, in a home of its own, and a browser at its address. */
const ROOT = join(import.meta.dirname, '../..')
const STARTING_ms = 90_000
const CHROMIUM = process.env.GUITAI_CHROMIUM ?? '/usr/bin/chromium'
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface Server {
  url: string
  home: string
  process: ChildProcess
  /** ends it as Ctrl+C does */
  stop(): Promise<void>
  /** ends it at once, as a power cut does */
  kill(): Promise<void>
}

/** Starts the program and waits for its address. `home` of an earlier start continues that one. */
export async function startServer(home = mkdtempSync(join(tmpdir(), 'guitai-e2e-'))): Promise<Server> {
  const args = ['build/start.ts', '--web', '--no-open', '--home', home, '--port', '0']
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await addressOf(child)
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await ended
  }
  return { url, home, process: child, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') }
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const give = (reason: string) => reject(new Error(`${reason}\n${said}`))
    const timer = setTimeout(() => give('the program did not say its address'), STARTING_ms)
    const hear = (chunk: Buffer) => {
      said += chunk
      const url = /http:\/\/127\.0\.0\.1:\d+\/\S+/.exec(said)?.[0]
      if (!url) return
      clearTimeout(timer)
      resolve(url)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('exit', (code) => {
      clearTimeout(timer)
      give(`the program ended with ${code}`)
    })
  })
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ args: ARGS, ...(existsSync(CHROMIUM) ? { executablePath: CHROMIUM } : {}) })
}

/** A window of a counter's size at the address, with the page's own errors collected. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Page & { errors: string[] }> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    ...options,
  })
  const page = (await context.newPage()) as Page & { errors: string[] }
  page.setDefaultTimeout(60_000)
  page.errors = []
  page.on('pageerror', (error) => page.errors.push(String(error)))
  countCalls(page)
  await page.goto(url)
  return page
}

const flying = new WeakMap<Page, Set<Request>>()

function countCalls(page: Page): void {
  const calls = new Set<Request>()
  flying.set(page, calls)
  page.on('request', (request) => request.url().endsWith('/call') && calls.add(request))
  page.on('requestfinished', (request) => calls.delete(request))
  page.on('requestfailed', (request) => calls.delete(request))
}

/** a call that hangs by intent is not waited for any longer */
const HANGING_ms = 1500

/** Until the page has its answers and has drawn them, as a person looks before the next key. */
export async function rest(page: Page): Promise<void> {
  const calls = flying.get(page)
  if (!calls) return
  const until = Date.now() + HANGING_ms
  do {
    while (calls.size > 0 && Date.now() < until) await new Promise((wake) => setTimeout(wake, 5))
    await page.evaluate(() => new Promise((drawn) => setTimeout(() => setTimeout(drawn))))
  } while (calls.size > 0 && Date.now() < until)
}

/** Keeps the answers of one channel back, as a busy machine does: until the first of the two is called; then the other. */
export async function hold(
  page: Page,
  channel: Channel,
): Promise<[release: () => void, stop: () => Promise<void>]> {
  let release = () => {}
  const held = new Promise<void>((done) => {
    release = done
  })
  await page.route('**/call', async (route) => {
    if (route.request().postData()?.includes(`"${channel}"`)) await held
    await route.continue()
  })
  return [release, () => page.unroute('**/call')]
}

/** Keys at a person's pace: faster ones are taken for a scanner's. */
export async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.type(text, { delay: 60 })
}

/**
 * Keys at a scanner's pace, with its Enter. Handed over all at once and not one by one: on a busy machine the
 * way there and back of each key would make the scanner slower than a person.
 */
export async function scan(page: Page, text: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const keys = [...text].map(keyOf)
  const enter = { key: 'Enter', code: 'Enter', windowsVirtualKeyCode: 13, text: '\r' }
  await Promise.all(
    [...keys, enter].flatMap(({ text, ...key }) => [
      session.send('Input.dispatchKeyEvent', { type: 'keyDown', text, ...key }),
      session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key }),
    ]),
  )
  await session.detach()
}

function keyOf(char: string) {
  const upper = char.toUpperCase()
  const code = /\d/.test(char) ? `Digit${char}` : /[A-Z]/.test(upper) ? `Key${upper}` : ''
  const modifiers = /[A-Z]/.test(char) ? 8 : 0
  return { key: char, text: char, code, modifiers, windowsVirtualKeyCode: upper.charCodeAt(0) }
}

export const ADMIN = { opter: 'admin', opterName: '管理员', password: 'guitai-2026' }

/** First start: makes the administrator by keyboard and waits for the workplace. */
export async function setUp(page: Page): Promise<void> {
  await page.getByLabel('姓名').waitFor()
  await page.keyboard.type(ADMIN.opterName)
  await page.keyboard.press('Tab')
  await page.keyboard.type(ADMIN.password)
  await page.keyboard.press('Tab')
  await page.keyboard.type(ADMIN.password)
  await page.keyboard.press('Enter')
  await page.locator('.workplace').waitFor()
}

/** A later start: logs the administrator in by keyboard. */
export async function logIn(page: Page, opter = ADMIN.opter, password = ADMIN.password): Promise<void> {
  await page.locator('.login').waitFor()
  await page.keyboard.type(opter)
  await page.keyboard.press('Tab')
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await page.locator('.workplace').waitFor()
}

/** Calls a capability from inside the page, as its own screens do; throws the fault's first line. */
export function callIn<C extends Channel>(page: Page, channel: C, input: ApiArgs<C>): Promise<ApiOutput<C>> {
  // as text: the types of all channels at once are too deep for those of a page's arguments
  const body = JSON.stringify({ channel, input })
  return page.evaluate(async (body) => {
    const tab = sessionStorage.getItem('guitai.tab') ?? ''
    const response = await fetch('/call', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-guitai-tab': tab },
      body,
    })
    const answer = await response.json()
    if (!answer.ok) throw new Error(`${JSON.parse(body).channel}: ${answer.fault.what}`)
    return answer.value
  }, body)
}

/** A patient with open charges, settled all in cash without the screen. Rejects where the settlement does. */
export async function settleSomebody(page: Page): Promise<VisitView> {
  for (const text of ['王', '郭', '周', '张', '李', '陈', '刘', '赵']) {
    const person = (await callIn(page, 'visit.findPerson', { text })).find(({ openBills }) => openBills > 0)
    if (!person) continue
    const at = ({ visit }: VisitView) => ({ encounterId: visit.encounterId, version: visit.version })
    let view = await callIn(page, 'visit.open', {})
    view = await callIn(page, 'visit.identify', { ...at(view), cert: person.cert })
    view = await callIn(page, 'visit.loadCharges', at(view))
    view = await callIn(page, 'visit.presettle', at(view))
    const due = view.visit.presettle?.cash ?? 0
    const payments = due > 0 ? [{ method: 'cash' as const, amountFen: due, tenderedFen: due }] : []
    return callIn(page, 'visit.settle', { ...at(view), payments })
  }
  throw new Error('nobody of the demo hospital has open charges')
}

/** Sets the faults of the embedded sandbox centre. */
export async function setFaults(page: Page, rules: readonly object[]): Promise<void> {
  await fetch(`${await centreOf(page)}/_sandbox/faults`, { method: 'POST', body: JSON.stringify(rules) })
}

/** The settlements that stand at the embedded sandbox centre. */
export async function effectiveAt(centre: string): Promise<{ setl_id: string; msgid: string }[]> {
  const state = await (await fetch(`${centre}/_sandbox/state`)).json()
  return state.effective
}

/** The embedded centre's address, found in a message that went there. */
export async function centreOf(page: Page): Promise<string> {
  const { rows } = await callIn(page, 'txn.search', {})
  const { wire } = await callIn(page, 'txn.get', { msgid: rows[0]?.msgid ?? '' })
  return /http:\/\/127\.0\.0\.1:\d+/.exec(wire)?.[0] ?? ''
}
