import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

/**
 * A server on 127.0.0.1 that gives the same answer to every request at once, in a thread of its own so that
 * its work is not counted as anybody's.
 */
export async function startAnswerer(body: string): Promise<{ url: string; stop(): Promise<unknown> }> {
  const worker = new Worker(import.meta.filename, { workerData: body })
  const port = await new Promise<number>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  return { url: `http://127.0.0.1:${port}`, stop: () => worker.terminate() }
}

if (!isMainThread) {
  const body = Buffer.from(String(workerData))
  const head = { 'content-type': 'application/json;charset=utf-8', 'content-length': body.length }
  const server = createServer((req, res) => {
    req.on('data', () => {})
    req.on('end', () => res.writeHead(200, head).end(body))
  })
  server.listen(0, '127.0.0.1', () => parentPort?.postMessage((server.address() as AddressInfo).port))
}
