import type { Page } from 'playwright'

/** What runs inside the page to measure it: nothing here may reach outside its own function. */
declare global {
  interface Window {
    benchUsable?: number
    benchKeys?: number[]
    benchPressed?: number | undefined
  }
}

/** At each load from now on: when `ready` first held in a painted frame, in ms since navigation. */
export async function watchUsable(page: Page, ready: string): Promise<void> {
  await page.addInitScript((condition) => {
    const holds = new Function(`return ${condition}`) as () => boolean
    const look = () => {
      if (!holds()) return requestAnimationFrame(look)
      // a frame's callback runs before its painting: the next one proves that it was painted
      return requestAnimationFrame(() => {
        window.benchUsable = performance.now()
      })
    }
    requestAnimationFrame(look)
  }, ready)
}

/** Loads the page anew with nothing cached and says when it was usable. */
export async function usableAfterReload(page: Page): Promise<number> {
  await page.reload({ waitUntil: 'commit' })
  await page.waitForFunction(() => window.benchUsable !== undefined, undefined, { timeout: 30_000 })
  return page.evaluate(() => window.benchUsable!)
}

/** At each load from now on: notes the time of each key before the program sees it. */
export async function watchKeys(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.addEventListener(
      'keydown',
      (event) => {
        if (event.isTrusted) window.benchPressed = event.timeStamp
      },
      true,
    )
  })
}

/**
 * Presses keys one after the other, each once the one before has been answered. A key's time runs from the
 * browser's own time stamp of it to the frame after the first change that it made: to the value of a field, to
 * the focus, to what is selected or to the content of the screen. Wants `watchKeys` and a load after it.
 */
export async function keyTimes(page: Page, keys: readonly string[], pause_ms: number): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = []
    window.benchKeys = times
    window.benchPressed = undefined
    const answered = () => {
      const since = window.benchPressed
      if (since === undefined) return
      window.benchPressed = undefined
      requestAnimationFrame(() => requestAnimationFrame(() => times.push(performance.now() - since)))
    }
    window.addEventListener('input', answered, true)
    window.addEventListener('focusin', answered, true)
    new MutationObserver(answered).observe(document.querySelector('.v-screen')!, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeFilter: ['aria-selected', 'aria-activedescendant', 'value'],
    })
  })
  for (const [index, key] of keys.entries()) {
    await page.keyboard.press(key)
    await page
      .waitForFunction((wanted) => window.benchKeys!.length > wanted, index, { timeout: 5_000 })
      .catch(() => Promise.reject(new Error(`key ${index + 1}, ${key}: nothing on the screen answered it`)))
    await page.waitForTimeout(pause_ms)
  }
  return page.evaluate(() => window.benchKeys!)
}
