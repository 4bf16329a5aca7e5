import type { SlipDocument } from '../../shared/slip.ts'
import { slipHtml } from '../../shared/slip-html.ts'

/** How long a browser whose print() does not wait for its dialogue may still need the frame. */
const KEEP_FRAME_MS = 120_000

/** Prints a slip; the page is exactly its paper. */
export const printInBrowser = (doc: SlipDocument): Promise<void> => printPage(slipHtml(doc))

/**
 * Prints a whole HTML page through a frame of its own. Resolves when print() comes back, which in Chromium is
 * when the dialogue is closed; the focus goes back to where it was.
 */
export function printPage(html: string): Promise<void> {
  const focused = document.activeElement
  const frame = document.createElement('iframe')
  frame.setAttribute('aria-hidden', 'true')
  frame.tabIndex = -1
  frame.style.cssText = 'position:fixed;width:0;height:0;border:0;visibility:hidden'
  frame.srcdoc = html
  const print = () => {
    const window = frame.contentWindow
    if (!window) throw new Error('the print frame has no window')
    window.addEventListener('afterprint', () => setTimeout(() => frame.remove()), { once: true })
    setTimeout(() => frame.remove(), KEEP_FRAME_MS)
    window.focus()
    window.print()
    // the keys must not stay with the frame where nothing had the focus
    globalThis.focus()
    if (focused instanceof HTMLElement) focused.focus()
  }
  return new Promise((resolve, reject) => {
    frame.onload = () =>
      // a frame that is still within its load event only notes that it should print later
      setTimeout(() => {
        try {
          print()
          resolve()
        } catch (error) {
          frame.remove()
          reject(error)
        }
      })
    document.body.append(frame)
  })
}
