import { readSync, writeSync } from 'node:fs'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { frame, frameReader } from './frames.ts'
import { ownOutput } from './output.ts'
import { readCardAt, watchReaders } from './pcsc.ts'
import { type BridgeRequest, Refusal } from './protocol.ts'
import { callReader, callVoucher } from './sscard.ts'

/**
 * The bridge: the one place where native code of card readers runs, in a process of its own. Vendor
 * libraries are called on the main thread, always the same one, because some keep state by thread; so a
 * second thread reads the requests and ends the process when the counter is gone, even while a library
 * hangs. It ends by the operating system's hand: an orderly exit would wait for threads that hang.
 */
const leave = () => process.kill(process.pid, 'SIGKILL')

if (isMainThread) await serve()
else readRequests()

function readRequests(): void {
  const chunk = Buffer.alloc(64 * 1024)
  try {
    for (let n = readSync(0, chunk); n > 0; n = readSync(0, chunk)) {
      parentPort?.postMessage(new Uint8Array(chunk.subarray(0, n)))
    }
  } catch {
    // a pipe that broke is a counter that is gone
  }
  leave()
}

async function serve(): Promise<void> {
  const output = await ownOutput()
  const tell = (value: unknown) => {
    try {
      writeSync(output, frame(value))
    } catch {
      leave()
    }
  }
  const answer = async (request: BridgeRequest & { id: number }) => {
    try {
      tell({ id: request.id, ok: await perform(request, tell) })
    } catch (error) {
      const is = error instanceof Refusal ? error.is : 'refused'
      tell({ id: request.id, fault: { is, text: error instanceof Error ? error.message : String(error) } })
    }
  }
  const read = frameReader((value) => void answer(value as BridgeRequest & { id: number }))
  // by its own file's name, which the bundle changes
  const requests = new Worker(process.argv[1]!)
  requests.on('message', (bytes: Uint8Array) => {
    try {
      read(bytes)
    } catch {
      leave()
    }
  })
  requests.on('error', leave)
  process.on('uncaughtException', leave)
}

async function perform(request: BridgeRequest, tell: (event: unknown) => void): Promise<unknown> {
  switch (request.do) {
    case 'sscard':
      return callReader(request)
    case 'ec':
      return callVoucher(request)
    case 'pcsc.watch':
      return watchReaders(tell)
    case 'pcsc.read':
      return readCardAt(request.reader, request.pin)
    default:
      throw new Refusal('refused', `读卡程序不认识请求 ${String((request as { do: unknown }).do)}`)
  }
}
