import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { startNhsaSandbox } from '../../electron/sandbox/nhsa/index.ts'

/** The simulated centre in a thread of its own, so that its work is counted to nobody's processor time. */
export async function startCentre(path: string): Promise<{ url: string; stop(): Promise<unknown> }> {
  const worker = new Worker(import.meta.filename, { workerData: path })
  const url = await new Promise<string>((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
  return { url, stop: () => worker.terminate() }
}

if (!isMainThread) {
  const sandbox = await startNhsaSandbox({
    path: String(workerData),
    signInRequired: false,
    now: () => Date.parse('2030-01-01'),
  })
  parentPort?.postMessage(sandbox.url)
}
