import { promisify } from 'node:util'
import type { default as Koffi, TypeObject } from 'koffi'
import { koffi, load } from './koffi.ts'

/**
 * The PC/SC functions with the sizes of this system: on Linux DWORD is an unsigned long and an ATR has 33
 * bytes, on Windows the texts are UTF-16 and a handle has the size of a pointer, on macOS everything is
 * packed and 32 bits wide. Calls that may wait run on koffi's own threads.
 */
type Types = Parameters<(typeof Koffi)['proto']>[3]
type Native = (...args: unknown[]) => Promise<unknown>

export interface ReaderState {
  szReader: string
  pvUserData: null
  dwCurrentState: number
  dwEventState: number
  cbAtr: number
  rgbAtr: Uint8Array
}

export interface Winscard {
  establish: Native
  release: Native
  isValid: Native
  list: Native
  status: Native
  connect: Native
  disconnect: Native
  begin: Native
  end: Native
  transmit: Native
  atrLength: number
  pci(protocol: number): { dwProtocol: number; cbPciLength: number }
  /** the names of a multi-string as the list function wrote it */
  names(buffer: Buffer, chars: number): string[]
  bytesPerChar: number
}

const SIZES = {
  win32: { path: 'winscard.dll', long: 'int32', dword: 'uint32', handle: 'uintptr', atr: 36, text: 'str16' },
  linux: { path: 'libpcsclite.so.1', long: 'long', dword: 'ulong', handle: 'long', atr: 33, text: 'str' },
  darwin: {
    path: '/System/Library/Frameworks/PCSC.framework/PCSC',
    ...{ long: 'int32', dword: 'uint32', handle: 'int32', atr: 33, text: 'str' },
  },
} as const

let opened: Promise<Winscard> | null = null

/** Throws Refusal `missing` where the system has no PC/SC. */
export function winscard(): Promise<Winscard> {
  opened ??= open(process.platform === 'win32' || process.platform === 'darwin' ? process.platform : 'linux')
  opened.catch(() => {
    opened = null
  })
  return opened
}

async function open(platform: keyof typeof SIZES): Promise<Winscard> {
  const { path, long, dword, handle, atr, text } = SIZES[platform]
  const library = await load(path)
  const { struct, pack, inout, out, pointer, array, sizeof } = await koffi()
  const wide = platform === 'win32' ? 'W' : ''
  const state: TypeObject = (platform === 'darwin' ? pack : struct)({
    ...{ szReader: text, pvUserData: 'void *', dwCurrentState: dword, dwEventState: dword, cbAtr: dword },
    rgbAtr: array('uint8', atr, 'Typed'),
  })
  const io: TypeObject = struct({ dwProtocol: dword, cbPciLength: dword })
  const count = inout(pointer(dword))
  const native = (name: string, args: Types) =>
    promisify(library.func('__stdcall', name, long, args).async) as Native
  const bytesPerChar = platform === 'win32' ? 2 : 1
  return {
    establish: native('SCardEstablishContext', [dword, 'void *', 'void *', out(pointer(handle))]),
    release: native('SCardReleaseContext', [handle]),
    isValid: native('SCardIsValidContext', [handle]),
    list: native(`SCardListReaders${wide}`, [handle, 'void *', 'void *', count]),
    status: native(`SCardGetStatusChange${wide}`, [handle, dword, inout(pointer(state)), dword]),
    connect: native(`SCardConnect${wide}`, [
      ...[handle, text, dword, dword],
      ...[out(pointer(handle)), out(pointer(dword))],
    ]),
    disconnect: native('SCardDisconnect', [handle, dword]),
    begin: native('SCardBeginTransaction', [handle]),
    end: native('SCardEndTransaction', [handle, dword]),
    transmit: native('SCardTransmit', [handle, pointer(io), 'void *', dword, 'void *', 'void *', count]),
    atrLength: atr,
    pci: (dwProtocol) => ({ dwProtocol, cbPciLength: sizeof(io) }),
    names: (buffer, chars) =>
      buffer
        .toString(bytesPerChar === 2 ? 'utf16le' : 'utf8', 0, chars * bytesPerChar)
        .split('\0')
        .filter(Boolean),
    bytesPerChar,
  }
}
