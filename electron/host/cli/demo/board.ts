import type { Terminal } from '../terminal.ts'
import { table } from '../terminal.ts'
import type { Desk } from './desk.ts'

const REDRAW_ms = 200
/** where lines cannot be drawn over, one line each fifth of the day */
const PARTS = 5

/** How far the windows are, redrawn in place at a terminal, a few lines otherwise. */
export function board(desks: Desk[], patients: number, io: Terminal): { stop(): void } {
  const stream = io.json ? process.stderr : process.stdout
  const since = performance.now()
  let drawn = 0
  let told = 0
  const draw = () => {
    const text = windows(desks)
    stream.write(`${drawn ? `\x1b[${drawn}A\x1b[J` : ''}${text}\n`)
    drawn = text.split('\n').length
  }
  const tell = () => {
    const done = desks.reduce((sum, d) => sum + served(d), 0)
    const part = Math.floor((done * PARTS) / patients)
    if (part <= told) return
    told = part
    io.out(line(desks, done, patients, since))
  }
  const step = stream.isTTY ? draw : tell
  const timer = setInterval(step, REDRAW_ms)
  return {
    stop() {
      clearInterval(timer)
      step()
    },
  }
}

const served = (desk: Desk) => desk.settled + desk.left

function windows(desks: Desk[]): string {
  const rows = desks.map((d) => [
    `${d.slot}号窗口`,
    d.doing,
    ...[d.settled, d.refunded, d.left, d.astray].map(String),
  ])
  return table(['窗口', '正在办理', '结算', '退费', '放弃', '无应答'], rows, [2, 3, 4, 5])
}

function line(desks: Desk[], done: number, patients: number, since: number): string {
  const add = (of: (desk: Desk) => number) => desks.reduce((sum, desk) => sum + of(desk), 0)
  const seconds = ((performance.now() - since) / 1000).toFixed(1)
  return (
    `约 ${Math.min(done, patients)}/${patients} 位，结算 ${add((d) => d.settled)}，退费 ${add((d) => d.refunded)}，` +
    `放弃 ${add((d) => d.left)}，无应答 ${add((d) => d.astray)}，${seconds} 秒`
  )
}
