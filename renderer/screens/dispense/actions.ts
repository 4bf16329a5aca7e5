import type { RxView } from '../../../shared/api/stock.ts'
import { faultOf } from '../../../shared/errors.ts'
import type { ApiArgs } from '../../../shared/ipc.ts'
import { call } from '../../bridge.ts'
import { track } from '../../stores/activity.ts'
import { beep } from './beep.ts'
import { again, closeBox, leave, openBox, say, show, useDispense } from './store.ts'

/** Scans come faster than answers may: each waits for the one before, and none is lost. */
let queue: Promise<void> = Promise.resolve()

export function takeScan(text: string): void {
  queue = queue.then(() => onScanned(text)).catch((error) => bad(faultOf(error).what))
}

const bad = (text: string) => {
  say('bad', text)
  beep('bad')
}

async function onScanned(text: string): Promise<void> {
  const { rx, box } = useDispense.getState()
  if (box?.is === 'return') return markBack(text)
  if (box?.is === 'ask' || box?.is === 'noCode') return bad('请先回答屏幕上的问题，再继续扫码')
  closeBox()
  if (!rx) return find(text)
  const isOpen = rx.state === 'todo' || rx.state === 'part'
  if (!isOpen) return find(text)
  const answer = await track('核对追溯码', call('dispense.scan', { ...at(rx), text }))
  switch (answer.is) {
    case 'taken':
      show(answer.view, nextLine(answer.view, answer.lineNo))
      say('good', answer.view.canFinish ? `${answer.said}　全部扫完，按 F8 发药` : answer.said)
      return beep('good')
    case 'ask':
      openBox(answer)
      say('calm', `没有见过这种追溯码：${answer.drug_trac_codg}`)
      return beep('bad')
    case 'refused':
      return bad(answer.said)
    case 'rx':
      return open(answer.rxno)
  }
}

/** Stays on the line while it wants more, else goes to the next that does. */
function nextLine(rx: RxView, lineNo: number): number {
  const own = rx.lines.find((line) => line.lineNo === lineNo)
  if (own && !own.done) return lineNo
  return rx.lines.find((line) => !line.done)?.lineNo ?? lineNo
}

const at = ({ rxno, version }: RxView) => ({ rxno, version })

/** Without an open prescription a scan is its number, or a pack of which one wants to know where it went. */
async function find(text: string): Promise<void> {
  const found = await track('查找', call('dispense.find', { text }))
  if (found.is === 'unknown') return bad(found.said)
  if (found.rxno) await open(found.rxno)
  if (found.is === 'code') say('calm', found.said)
  beep('good')
}

export async function open(rxno: string): Promise<void> {
  show(await track('打开处方', call('dispense.open', { rxno })))
}

/** The codes that come back are marked one by one; what is not of this prescription is told. */
function markBack(text: string): void {
  const { rx, back } = useDispense.getState()
  const code = rx?.lines
    .flatMap(({ codes }) => codes)
    .find((each) => sameCode(each.drug_trac_codg, text) && !each.returned)
  if (!code) {
    bad('这盒不是这张处方发出的，或者已经退过')
    return
  }
  if (!back.includes(code.drug_trac_codg)) useDispense.setState({ back: [...back, code.drug_trac_codg] })
  beep('good')
}

/** As it is booked: without blanks, and of a GS1 code without brackets, prefix and separators. */
const sameCode = (booked: string, text: string) => {
  const plain = text.trim()
  // biome-ignore lint/suspicious/noControlCharactersInRegex: GS parts the fields of GS1
  return booked === plain || booked === plain.replace(/^\](C1|d2|Q3|e0)|[()\x1d\s]/g, '')
}

/** Runs a command of the open prescription; what goes wrong is said in red. */
async function command(label: string, work: (rx: RxView) => Promise<void>): Promise<void> {
  queue = queue.then(async () => {
    const { rx } = useDispense.getState()
    if (!rx) return
    try {
      await track(label, work(rx))
    } catch (error) {
      const { what, todo, kind } = faultOf(error)
      bad(`${what}。${todo}`)
      if (kind === 'conflict') await open(rx.rxno).catch(() => {})
    }
  })
  return queue
}

export const answerAsk = (drug_trac_codg: string, lineNo: number) =>
  command('登记追溯码', async (rx) => {
    closeBox()
    const answer = await call('dispense.scan', { ...at(rx), text: drug_trac_codg, lineNo })
    if (answer.is === 'refused') return bad(answer.said)
    if (answer.is !== 'taken') return
    show(answer.view, nextLine(answer.view, answer.lineNo))
    say('good', answer.said)
    beep('good')
  })

export const dropLast = (lineNo: number) =>
  command('取消追溯码', async (rx) => {
    const line = rx.lines.find((each) => each.lineNo === lineNo)
    const last = line?.codes.at(-1)
    if (!line || !last) return say('calm', '这一行还没有扫码')
    const { drug_trac_codg } = last
    show(await call('dispense.unscan', { ...at(rx), lineNo, drug_trac_codg }), lineNo)
    say('calm', `已取消：${line.name} ${drug_trac_codg}`)
  })

type LineChange = Omit<ApiArgs<'dispense.line'>, 'rxno' | 'version'>

export const changeLine = (change: LineChange, said: string) =>
  command('修改这一行', async (rx) => {
    closeBox()
    show(await call('dispense.line', { ...at(rx), ...change }), change.lineNo)
    say('calm', said)
  })

export const finish = () =>
  command('发药', async (rx) => {
    const done = await call('dispense.finish', at(rx))
    say('good', done.state === 'done' ? `${rx.rxno} 已发药　${done.upload}` : `${rx.rxno} ${done.stateLabel}`)
    beep('good')
    leave()
  })

export interface Giving {
  lineNo: number
  codes: string[]
  cnt?: string
}

/** Line by line; each answer is the version for the next. */
export const giveBack = (lines: readonly Giving[], reason: string) =>
  command('退药', async (rx) => {
    let now = rx
    for (const line of lines) now = await call('dispense.return', { ...at(now), ...line, reason })
    closeBox()
    show(now)
    again()
    say('good', now.state === 'returned' ? '已全部退回，追溯码可以再发' : '已退药，追溯码可以再发')
    beep('good')
  })
