import { pinyin } from 'pinyin-pro'

/**
 * Pinyin initials, lower case, for searches: 欧阳明月 → oymy, 0.9%氯化钠注射液 → 09lhnzsy. Latin letters and
 * digits stay, everything else is dropped. `surname` reads the first characters as a family name (单 → s).
 * For the main process only: the dictionary behind it would be most of the renderer's first chunk.
 */
export function initials(text: string, { surname = false } = {}): string {
  const firsts = pinyin(text, {
    pattern: 'first',
    toneType: 'none',
    type: 'array',
    surname: surname ? 'head' : 'off',
  })
  return firsts
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
}
