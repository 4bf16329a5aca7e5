import type { ImportPreview } from '../../../shared/api/mapping.ts'
import { call } from '../../bridge.ts'

/** of base64: a call takes less than a megabyte */
const PART_chars = 700_000

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onerror = () => reject(reader.error)
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.readAsDataURL(file)
  })
}

/** Hands a file over in parts; answers what it would change. */
export async function bring(file: File): Promise<ImportPreview | null> {
  const text = await base64Of(file)
  const parts = Math.max(1, Math.ceil(text.length / PART_chars))
  let preview: ImportPreview | null = null
  for (let n = 0; n < parts; n++) {
    const part = text.slice(n * PART_chars, (n + 1) * PART_chars)
    preview = await call('mapping.import', { part, first: n === 0, last: n === parts - 1 })
  }
  return preview
}
