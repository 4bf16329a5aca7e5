import { mkdtempSync, readdirSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { zipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../../shared/contract.ts'
import { type MsgId, nextMsgid } from '../../../shared/msgid.ts'
import type { Txn } from '../../../shared/txn.ts'
import { UNSENT } from '../../journal/port.ts'
import { startNhsaSandbox } from '../../sandbox/nhsa/index.ts'
import { openContracts } from '../contracts.ts'
import type { FileStore } from '../port.ts'
import { nhsaConfig } from './config.ts'
import { openFileStore } from './files.ts'
import { createNhsa } from './index.ts'

const site = { fixmedins_code: 'H51010400001', fixmedins_name: '柜台演示医院' }
const by = { sign_no: null, opter: '001', opterName: '张三' }
const book = openContracts({ family: 'nhsa' })
const zip = Buffer.from(zipSync({ 'detail.txt': Buffer.from('S1\tM1\tP1\t1.00\t0.50\t0.00\t0\n') }))
let used: string | null = null

function txn(infno: string, input: JsonObject): Txn {
  used = nextMsgid(site.fixmedins_code, Date.parse('2026-03-02T09:00:00'), 1, (p) =>
    used?.startsWith(p) ? used : null,
  )
  const draft = {
    ...{ family: 'nhsa', infno, kind: book.get(infno).kind, parent: null, encounterId: null, shiftId: null },
  }
  const who = { opter: '001', opterName: '张三', psnNo: null, insuplc: null, amountFen: null, purpose: null }
  return { ...draft, ...who, ...UNSENT, input, local: {}, createdAt: Date.now(), msgid: used as MsgId }
}

function platform(baseUrl: string, files: object = {}) {
  const store = openFileStore(join(mkdtempSync(join(tmpdir(), 'guitai-files-')), 'files'))
  const config = nhsaConfig.parse({ baseUrl, mdtrtarea_admvs: '510100', files })
  return {
    store,
    nhsa: createNhsa({ config, site, book, servicePaths: {}, secret: () => '', now: Date.now, files: store }),
  }
}

const upload = (ref: string) => ({
  fsUploadIn: { in: ref, filename: 'detail.zip', fixmedins_code: site.fixmedins_code },
})
const download = (file_qury_no: string, filename: string) => ({
  fsDownloadIn: { file_qury_no, filename, fixmedins_code: site.fixmedins_code },
})

const closing: (() => unknown)[] = []
afterAll(async () => {
  for (const close of closing) await close()
})

describe('the store', () => {
  it('hands out nothing that is not what its name says', async () => {
    const { store } = platform('http://127.0.0.1:1')
    const ref = await store.put(zip)
    expect(await store.get(ref)).toEqual(zip)
    truncateSync(store.path(ref), 0)
    await expect(store.get(ref)).rejects.toMatchObject({ fault: { what: expect.stringContaining('损坏') } })
    // the same content again mends it
    await store.put(zip)
    expect(await store.get(ref)).toEqual(zip)
  })

  it('keeps each content once, for its owner alone', async () => {
    const { store } = platform('http://127.0.0.1:1')
    const ref = await store.put(zip)
    expect(ref).toMatch(/^file:[0-9a-f]{64}$/)
    expect(await store.put(Buffer.from(zip))).toBe(ref)
    expect(readFileSync(store.path(ref))).toEqual(zip)
    expect(statSync(store.path(ref)).mode & 0o777).toBe(0o600)
    expect(() => store.path(`file:${'0'.repeat(64)}`)).toThrow('不在本机')
    expect(() => store.path('file:../../journal.db')).toThrow('不在本机')
  })
})

describe('files on the wire', () => {
  it.each(['multipart', 'base64', 'bytes'] as const)(
    'go up as %s and come down as they were',
    async (way) => {
      const sandbox = await startNhsaSandbox({ signInRequired: false })
      closing.push(sandbox.close)
      const { store, nhsa } = platform(sandbox.url, { upload: way })
      const ref = await store.put(zip)
      const up = txn('9101', upload(ref))
      expect(nhsa.wire(up, by).body).toContain(ref)
      const sent = await nhsa.exchange(up, by)
      if (sent.is !== 'ok') throw new Error(JSON.stringify(sent))
      const { file_qury_no, filename } = (nhsa.read(up, sent.output) as { output: Record<string, string> })
        .output
      const down = txn('9102', download(file_qury_no!, filename!))
      const got = await nhsa.exchange(down, by)
      expect(got).toMatchObject({ is: 'ok', output: { body: ref, bytes: zip.length } })
      expect(nhsa.read(down, (got as { output: unknown }).output)).toMatchObject({ output: { body: ref } })
      expect(await nhsa.exchange(txn('9102', download(file_qury_no!, 'other.zip')), by)).toMatchObject({
        is: 'refused',
        message: '文件名与文件查询号不符',
      })
    },
  )

  it('stay here where they are too large or gone', async () => {
    const { store, nhsa } = platform('http://127.0.0.1:1', { most_bytes: 1024 })
    const large = await store.put(Buffer.alloc(2000))
    expect(await nhsa.exchange(txn('9101', upload(large)), by)).toMatchObject({
      is: 'not_sent',
      message: expect.stringContaining('大小上限'),
    })
    const gone = await nhsa.exchange(txn('9101', upload(`file:${'a'.repeat(64)}`)), by)
    expect(gone).toMatchObject({ is: 'not_sent', message: expect.stringContaining('不在本机') })
  })

  it('are read from whatever a centre makes of it', async () => {
    const answers: [string, string | Buffer][] = []
    const server = createServer((req, res) => {
      req.resume().on('end', () => {
        const [type, body] = answers.shift()!
        res.writeHead(200, { 'content-type': type }).end(body)
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closing.push(() => server.close())
    const { store, nhsa } = platform(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    const down = () => nhsa.exchange(txn('9102', download('F1', 'result.zip')), by)
    answers.push(
      ['text/html', zip],
      ['application/octet-stream', '{"infcode":-1,"err_msg":"文件不存在"}'],
      ['application/octet-stream', ''],
    )
    expect(await down()).toMatchObject({ is: 'ok' })
    expect(await down()).toMatchObject({ is: 'refused', sort: 'absent' })
    expect(await down()).toMatchObject({ is: 'unknown' })
    const told = {
      infcode: 0,
      inf_refmsgid: 'R',
      output: { file_qury_no: 'F1', filename: 'a.zip', fixmedins_code: 'H' },
    }
    answers.push(
      ['text/plain', JSON.stringify(JSON.stringify(told))],
      ['text/plain', JSON.stringify(JSON.stringify(told))],
    )
    expect(await nhsa.exchange(txn('9101', upload(await store.put(zip))), by)).toMatchObject({
      is: 'ok',
      output: { file_qury_no: 'F1' },
    })
    expect(await nhsa.exchange(txn('2207', { data: {} }), by)).toMatchObject({ is: 'unknown' })
  })
})

describe('files that come down', () => {
  const large = Buffer.concat([Buffer.from('PK'), Buffer.alloc(3_000_000, 7)])
  const serving = async (serve: (res: ServerResponse) => void) => {
    const server = createServer((req, res) => void req.resume().on('end', () => serve(res)))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closing.push(() => server.close())
    const made = platform(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { most_bytes: 1024 })
    const ask = (fixmedins_code: string) => {
      const asked = { fsDownloadIn: { file_qury_no: 'F1', filename: 'a.zip', fixmedins_code } }
      return made.nhsa.exchange(txn('9102', asked), by)
    }
    return { ...made, ask }
  }
  const left = (store: FileStore) => readdirSync(dirname(store.spot()))

  it('are bounded, but for catalogues, which go to the disk as they come', async () => {
    const { store, ask } = await serving((res) =>
      res.writeHead(200, { 'content-type': 'application/octet-stream' }).end(large),
    )
    expect(await ask(site.fixmedins_code)).toMatchObject({ is: 'unknown', message: '中心给的文件过大' })
    expect(left(store)).toEqual([])
    const got = await ask('plc')
    expect(got).toMatchObject({ is: 'ok', output: { bytes: large.length } })
    const { body } = (got as { output: { body: string } }).output
    expect(readFileSync(store.path(body)).equals(large)).toBe(true)
    expect(left(store)).toHaveLength(1)
  })

  it('leave nothing behind where the line breaks', async () => {
    const { store, ask } = await serving((res) => {
      const head = { 'content-type': 'application/octet-stream', 'content-length': large.length }
      res.writeHead(200, head).write(large.subarray(0, 1_000_000), () => res.destroy())
    })
    expect(await ask('plc')).toMatchObject({ is: 'unknown', message: '回答中途断开' })
    expect(left(store)).toEqual([])
  })
})

describe('files inside other messages', () => {
  it('travel as base64 in the JSON whatever way 9101 has, in a part, in rows, or at the top', async () => {
    const store = openFileStore(join(mkdtempSync(join(tmpdir(), 'guitai-files-')), 'files'))
    const config = nhsaConfig.parse({ baseUrl: 'http://127.0.0.1:1', mdtrtarea_admvs: '510100' })
    const hunan = openContracts({ family: 'nhsa', overlays: ['hunan'] })
    const sent: JsonObject[] = []
    const nhsa = createNhsa({
      ...{ config, site, book: hunan, servicePaths: {}, secret: () => '', now: Date.now, files: store },
      async send({ body }) {
        sent.push((JSON.parse(String(body)) as { input: JsonObject }).input)
        return { is: 'unknown', why: '' }
      },
    })
    const ref = await store.put(zip)
    const messages: [string, (content: string) => JsonObject][] = [
      ['2201', (content) => ({ agnterinfo: { agnter_photo: content } })],
      ['4901', (content) => ({ ftfileCompac: content })],
      ['3704', (content) => ({ fsiAppealFileDTOList: [{ bytes: content }, { bytes: content }] })],
      ['3503A', (content) => ({ purc_invo_file_List: [{ file_data: content }] })],
    ]
    for (const [infno, input] of messages) {
      const made = { ...txn('9101', {}), infno, input: input(ref) }
      await nhsa.exchange(made, by)
      expect([infno, sent.at(-1)]).toEqual([infno, input(zip.toString('base64'))])
    }
  })
})
