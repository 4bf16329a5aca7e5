import { existsSync } from 'node:fs'
import { delimiter, dirname, resolve } from 'node:path'
import type { LibraryHandle } from 'koffi'
import { cText, toGbk } from './gbk.ts'
import { load } from './koffi.ts'
import { type EcAnswer, type EcRequest, Refusal, type SscardAnswer, type SscardRequest } from './protocol.ts'

/** Vendors write up to a few kilobytes; one that writes more than it says still stays inside. */
const BUFFER_bytes = 64 * 1024

const libraries = new Map<string, LibraryHandle>()

async function library(path: string): Promise<LibraryHandle> {
  const full = resolve(path)
  const known = libraries.get(full)
  if (known) return known
  const opened = await loadIn(dirname(full), full)
  libraries.set(full, opened)
  return opened
}

/** What a library loads by itself, and its settings, stand beside it. */
async function loadIn(folder: string, path: string): Promise<LibraryHandle> {
  if (existsSync(folder)) process.chdir(folder)
  process.env.PATH = `${folder}${delimiter}${process.env.PATH ?? ''}`
  return load(path)
}

function declared(of: LibraryHandle, name: string, result: string, args: string[]) {
  try {
    return of.func('__stdcall', name, result, args)
  } catch {
    throw new Refusal('missing', `动态库里没有 ${name} 函数`)
  }
}

/**
 * Calls one of the reader library's functions; the call holds this process until the library returns.
 * Numbers go as int, texts as GBK. `long` is read as its low 32 bits, right for both sizes of it.
 */
export async function callReader(request: SscardRequest): Promise<SscardAnswer> {
  const types = request.args.map((arg) => (typeof arg === 'number' ? 'int' : 'void *'))
  const call = declared(await library(request.library), request.fn, 'int32', [...types, 'void *'])
  const out = Buffer.alloc(BUFFER_bytes)
  const values = request.args.map((arg) => (typeof arg === 'number' ? arg : terminated(toGbk(arg))))
  const code: number = call(...values, out)
  return { code, text: cText(out) }
}

/** NationEcTrans: texts in the encoding of the site, the answer by its first NUL. */
export async function callVoucher(request: EcRequest): Promise<EcAnswer> {
  const call = declared(await library(request.library), 'NationEcTrans', 'str', [
    'void *',
    'void *',
    'void *',
  ])
  const bytes = (text: string) =>
    terminated(request.encoding === 'gbk' ? toGbk(text) : Buffer.from(text, 'utf8'))
  const out = Buffer.alloc(BUFFER_bytes)
  const result: string | null = call(bytes(request.url), bytes(request.json), out)
  const end = out.indexOf(0)
  const text = request.encoding === 'gbk' ? cText(out) : out.toString('utf8', 0, end < 0 ? out.length : end)
  return { result: result ?? '', text }
}

const terminated = (bytes: Buffer) => Buffer.concat([bytes, Buffer.of(0)])
