import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { BrowserWindow, type WebContents } from 'electron'
import { GuitaiError } from '../../shared/errors.ts'
import { type SlipDocument, sheetHeight_mm } from '../../shared/slip.ts'
import type { Printing } from '../devices/printing.ts'

const MICRONS_per_mm = 1000
const MM_per_inch = 25.4
const POLICY =
  "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:\">"

/** Prints by a hidden window that runs no script; `printerFor` names the own device, undefined the default one. */
export function electronPrinting(printerFor: (doc: SlipDocument) => string | undefined): Printing {
  return {
    printSilent: (doc, html, printer) =>
      inHiddenWindow(html, (contents) => print(contents, doc, printer ?? printerFor(doc))),
    savePdf: (doc, html, path) =>
      inHiddenWindow(html, async (contents) => {
        const pdf = await contents.printToPDF({
          printBackground: true,
          margins: { top: 0, bottom: 0, left: 0, right: 0 },
          pageSize: { width: doc.paper.width_mm / MM_per_inch, height: sheetHeight_mm(doc) / MM_per_inch },
        })
        await writeFile(`${path}.part`, pdf, { mode: 0o600 })
        await rename(`${path}.part`, path)
      }),
  }
}

async function inHiddenWindow(html: string, work: (contents: WebContents) => Promise<void>): Promise<void> {
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      partition: 'print',
    },
  })
  const page = await pageOf(POLICY + html)
  try {
    await window.loadURL(page.url)
    await work(window.webContents)
  } catch (error) {
    if (error instanceof GuitaiError) throw error
    throw printFault('打印没有完成', error)
  } finally {
    window.destroy()
    await page.drop()
  }
}

/** An address of Chromium holds 2 MB; a fee list of many sheets is longer. */
const LONGEST_URL = 2_000_000

/** The page as an address: in itself, or for as long as it is printed in a file that only this user can read. */
async function pageOf(html: string): Promise<{ url: string; drop(): Promise<void> }> {
  const url = `data:text/html;charset=utf-8,${encodeURIComponent(html)}`
  if (url.length < LONGEST_URL) return { url, drop: async () => {} }
  const folder = await mkdtemp(join(tmpdir(), 'guitai-print-'))
  const path = join(folder, 'sheets.html')
  await writeFile(path, html, { mode: 0o600 })
  return {
    url: pathToFileURL(path).href,
    drop: () => rm(folder, { recursive: true, force: true }),
  }
}

function print(contents: WebContents, doc: SlipDocument, deviceName: string | undefined): Promise<void> {
  const options = {
    silent: true,
    printBackground: true,
    margins: { marginType: 'none' as const },
    pageSize: { width: doc.paper.width_mm * MICRONS_per_mm, height: sheetHeight_mm(doc) * MICRONS_per_mm },
    ...(deviceName === undefined ? {} : { deviceName }),
  }
  return new Promise((resolve, reject) => {
    contents.print(options, (success, reason) => {
      if (success) resolve()
      else reject(printFault(`打印机没有接受${doc.title}（${reason}）`, reason))
    })
  })
}

const printFault = (what: string, cause: unknown) =>
  new GuitaiError(
    {
      kind: 'internal',
      what,
      means: '结算不受影响，票据可以再打。',
      todo: '请检查打印机后按 Shift+F10 重打。',
    },
    cause,
  )
