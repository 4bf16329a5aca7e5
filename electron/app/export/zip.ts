import { type FileHandle, open } from 'node:fs/promises'
import { crc32, createDeflateRaw } from 'node:zlib'

/** A ZIP file written part by part: neither a part nor the archive is ever whole in memory. */
export interface ZipFile {
  /** one part after the other, each of texts as they come */
  part(name: string, texts: Iterable<string> | AsyncIterable<string>): Promise<void>
  /** writes the directory and closes the file */
  end(): Promise<void>
}

interface Entry {
  name: Buffer
  at: number
  crc: number
  packed: number
  size: number
}

/** Fast, and a third larger than the best: what is written is read once. */
const LEVEL = 3
const BUFFER_bytes = 64 * 1024
/** a part or an archive beyond this would need other headers */
const MOST_bytes = 0xffff_ffff
const LOCAL = 0x0403_4b50
const CENTRAL = 0x0201_4b50
const DIRECTORY = 0x0605_4b50
const LOCAL_bytes = 30
/** 2.0; names are UTF-8; deflate; 1980-01-01, for when it was made is in its name */
const HEAD = [20, 0x0800, 8, 0, 0x0021]

/** Throws where the file exists already. */
export async function createZip(path: string): Promise<ZipFile> {
  const file = await open(path, 'wx', 0o600)
  const entries: Entry[] = []
  let at = 0
  const put = async (bytes: Buffer) => {
    await writeAll(file, bytes, at)
    at += bytes.length
  }
  return {
    async part(text, texts) {
      const name = Buffer.from(text)
      const entry: Entry = { name, at, crc: 0, packed: 0, size: 0 }
      await put(Buffer.concat([localHead(entry), name]))
      const from = at
      const packer = createDeflateRaw({ level: LEVEL })
      const filling = fill(packer, texts, entry)
      for await (const bytes of packer) await put(bytes as Buffer)
      await filling
      entry.packed = at - from
      if (entry.size > MOST_bytes || at > MOST_bytes) throw new Error(`${text} is too large for this ZIP`)
      // sizes and sum are known now
      await writeAll(file, localHead(entry), entry.at)
      entries.push(entry)
    },
    async end() {
      const from = at
      for (const entry of entries) await put(Buffer.concat([centralHead(entry), entry.name]))
      const end = Buffer.alloc(22)
      end.writeUInt32LE(DIRECTORY, 0)
      end.writeUInt16LE(entries.length, 8)
      end.writeUInt16LE(entries.length, 10)
      end.writeUInt32LE(at - from, 12)
      end.writeUInt32LE(from, 16)
      await put(end)
      await file.close()
    },
  }
}

/** Gathers short texts, and waits while the packer has enough to do. */
async function fill(
  packer: ReturnType<typeof createDeflateRaw>,
  texts: Iterable<string> | AsyncIterable<string>,
  entry: Entry,
): Promise<void> {
  const give = async (text: string) => {
    const bytes = Buffer.from(text)
    entry.crc = crc32(bytes, entry.crc)
    entry.size += bytes.length
    if (!packer.write(bytes)) await new Promise((resolve) => packer.once('drain', resolve))
  }
  try {
    let text = ''
    for await (const piece of texts) {
      text += piece
      if (text.length < BUFFER_bytes) continue
      await give(text)
      text = ''
    }
    await give(text)
    packer.end()
  } catch (error) {
    packer.destroy(error as Error)
    throw error
  }
}

async function writeAll(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, at + done)
    done += bytesWritten
  }
}

function localHead({ name, crc, packed, size }: Entry): Buffer {
  const head = Buffer.alloc(LOCAL_bytes)
  head.writeUInt32LE(LOCAL, 0)
  HEAD.forEach((value, i) => {
    head.writeUInt16LE(value, 4 + 2 * i)
  })
  head.writeUInt32LE(crc, 14)
  head.writeUInt32LE(packed, 18)
  head.writeUInt32LE(size, 22)
  head.writeUInt16LE(name.length, 26)
  return head
}

function centralHead(entry: Entry): Buffer {
  const head = Buffer.alloc(46)
  head.writeUInt32LE(CENTRAL, 0)
  head.writeUInt16LE(20, 4)
  // from the version needed to the length of the name the two headers are the same
  localHead(entry).copy(head, 6, 4, 28)
  head.writeUInt32LE(entry.at, 42)
  return head
}
