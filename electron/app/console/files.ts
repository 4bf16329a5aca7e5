import type { ConsoleOutputs } from '../../../shared/api/console.ts'
import { fail } from '../../../shared/errors.ts'
import type { ApiInput } from '../../../shared/ipc.ts'
import type { FileStore } from '../../platforms/port.ts'

/** Files begun and not finished that one program keeps; beyond them the oldest is dropped. */
const MOST_OPEN = 8

/** Files come in pieces, since a face's message is short, and are kept when the last one is here. */
export function createPieces({ files, most_bytes }: { files: FileStore; most_bytes: number }) {
  const open = new Map<string, Buffer[]>()

  async function take(
    sessionId: string,
    { name, base64, id, at, of }: ApiInput<'console.putFile'>,
  ): Promise<ConsoleOutputs['console.putFile']> {
    const key = `${sessionId} ${id}`
    const had = at === 0 ? [] : open.get(key)
    if (!had || had.length !== at || at >= of) {
      open.delete(key)
      fail('invalid', `文件“${name}”没有完整送到`, '没有保存。', '请重新选择文件。')
    }
    had.push(Buffer.from(base64, 'base64'))
    const bytes = had.reduce((sum, piece) => sum + piece.length, 0)
    if (bytes > most_bytes) {
      open.delete(key)
      const most = (most_bytes / 1_000_000).toFixed(1)
      fail('invalid', `文件“${name}”超过本站的大小上限（${most} MB）`, '没有保存。', '请压缩后重新选择。')
    }
    if (at + 1 < of) {
      open.set(key, had)
      if (open.size > MOST_OPEN) open.delete(open.keys().next().value!)
      return { ref: null, name, bytes }
    }
    open.delete(key)
    if (bytes === 0) fail('invalid', `文件“${name}”是空的`, '没有保存。', '请重新选择文件。')
    return { ref: await files.put(Buffer.concat(had)), name, bytes }
  }
  return { take }
}
