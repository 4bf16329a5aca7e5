import { createServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readStrip } from '../electron/app/print/fixture-escpos.ts'
import { TRAINING_SITE } from '../electron/config.ts'
import { callIn, settleSomebody } from './support/app.ts'
import { type Desk, openDesk } from './support/desk.ts'

/** A receipt printer on the network: switched off, on again, and what came out of it. */
function networkPrinter() {
  let server: Server | null = null
  let port = 0
  const slips: string[] = []
  const on = () =>
    new Promise<void>((resolve) => {
      server = createServer((socket) => {
        const chunks: Buffer[] = []
        socket.on('data', (chunk) => chunks.push(chunk))
        socket.on('error', () => {})
        socket.on('close', () => {
          const text = readStrip(Buffer.concat(chunks)).lines.map((l) => l.text)
          if (text.length > 3) slips.push(text.join('\n'))
        })
      })
      server.listen(port, '127.0.0.1', () => {
        port = (server!.address() as { port: number }).port
        resolve()
      })
    })
  const off = () => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()))
  return { on, off, slips, port: () => port }
}

const printer = networkPrinter()
let desk: Desk

beforeAll(async () => {
  await printer.on()
  await printer.off()
  desk = await openDesk({
    site: {
      ...TRAINING_SITE,
      security: { idleLock_min: 0 },
      devices: [
        {
          kind: 'printer',
          id: 'slips',
          name: '小票机',
          via: { is: 'tcp', host: '127.0.0.1', port: printer.port() },
          timeout_ms: 1_000,
        },
      ],
      print: { printers: { slip: 'slips' } },
    },
  })
})
afterAll(async () => {
  await desk?.close()
  await printer.off()
})

const key = (label: string) => desk.page.locator('.key-bar button:enabled', { hasText: label })
const cell = (text: string) => desk.page.getByRole('cell', { name: text, exact: true }).first()

describe('a receipt printer that is switched off', () => {
  test('keeps the slip in its queue, which a person sees, tries again and cancels', async () => {
    const { page } = desk
    const view = await settleSomebody(page)
    const setl_id = view.visit.settlement!.setl_id
    const answer = await callIn(page, 'print.doc', { doc: { is: 'slip', setl_id } })
    expect(answer).toMatchObject({ printed: false, queued: true, copies: 1 })
    await desk.press('Control+F10')
    await desk.sees('等待打印')
    await desk.sees('1 张在等打印机')
    await cell('小票机').waitFor()
    await desk.picture('print-queue')

    await desk.press('Enter')
    await page.getByLabel('预览').waitFor()
    await desk.sees('重打（已打 1 次）')
    await desk.picture('print-queue-preview')
    await desk.press('Escape')

    await printer.on()
    await key('立即重试').waitFor()
    await desk.press('F8')
    await desk.sees('已打出')
    await expect.poll(() => printer.slips.length).toBe(1)
    expect(printer.slips[0]).toContain(setl_id)
    expect(printer.slips[0]).toContain('培训模式')
  })

  test('a slip that nobody wants any more is cancelled with a reason', async () => {
    const { page } = desk
    await printer.off()
    const view = await settleSomebody(page)
    await callIn(page, 'print.doc', { doc: { is: 'slip', setl_id: view.visit.settlement!.setl_id } })
    await desk.press('Control+F10', 'F2')
    await desk.sees('等待打印')
    await desk.press('Home', 'Delete')
    await desk.focus('box')
    await desk.press('ArrowDown')
    await desk.picture('print-queue-cancel')
    await desk.press('Enter')
    await desk.sees('已取消')
    const trail = await callIn(page, 'auth.audit', { limit: 5 })
    expect(trail.map((row) => row.action)).toContain('print.cancel')
    expect(printer.slips).toHaveLength(1)
  })

  test('a reprint that is queued is told in words, and the dialogue is one key away', async () => {
    const { page } = desk
    await desk.press('Enter')
    await desk.focus('box')
    await desk.press('ArrowDown')
    await desk.press('F10')
    await desk.sees('已放入打印队列')
    await desk.picture('print-queued')
    await desk.press('F8')
    await desk.printed(1)
    const [newest] = await callIn(page, 'print.jobs', {})
    expect(newest).toMatchObject({ state: 'cancelled', copies: 2 })
  })
})
