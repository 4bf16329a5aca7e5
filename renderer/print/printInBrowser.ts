import type { SlipDocument } from '../../shared/slip.ts'
import { slipHtml } from '../../shared/slip-html.ts'

/**
 * Prints through a frame of its own, whose page is exactly the slip's paper, and takes the frame away when the
 * dialogue is closed. Resolves then; the focus goes back to where it was.
 */
export function printInBrowser(doc: SlipDocument): Promise<void> {
  const focused = document.activeElement
  const frame = document.createElement('iframe')
  frame.setAttribute('aria-hidden', 'true')
  frame.tabIndex = -1
  frame.style.cssText = 'position:fixed;width:0;height:0;border:0;visibility:hidden'
  frame.srcdoc = slipHtml(doc)
  return new Promise((resolve, reject) => {
    const finish = () => {
      frame.remove()
      if (focused instanceof HTMLElement) focused.focus()
      resolve()
    }
    frame.onload = () => {
      const window = frame.contentWindow
      if (!window) {
        frame.remove()
        return reject(new Error('the print frame has no window'))
      }
      window.addEventListener('afterprint', finish, { once: true })
      window.focus()
      window.print()
    }
    document.body.append(frame)
  })
}
