import { koffi } from './koffi.ts'

/**
 * A way out for frames alone: libraries print to stdout as they like, so what they print goes to stderr,
 * and the counter's pipe is written to through a descriptor that they do not know. Where that cannot be
 * had, stdout itself serves, and a library that prints is stopped as any garbage is.
 */
export async function ownOutput(): Promise<number> {
  try {
    const { load } = await koffi()
    if (process.platform === 'win32') {
      // this process keeps writing to its own descriptor 1; runtimes loaded later ask for the handle
      const kernel = load('kernel32.dll')
      const handle = kernel.func('__stdcall', 'GetStdHandle', 'void *', ['int32'])
      const redirect = kernel.func('__stdcall', 'SetStdHandle', 'bool', ['int32', 'void *'])
      const [STD_OUTPUT, STD_ERROR] = [-11, -12]
      redirect(STD_OUTPUT, handle(STD_ERROR))
      return 1
    }
    const libc = load(process.platform === 'darwin' ? '/usr/lib/libSystem.dylib' : 'libc.so.6')
    const own: number = libc.func('int dup(int fd)')(1)
    if (own < 0 || libc.func('int dup2(int from, int to)')(2, 1) < 0) return 1
    return own
  } catch {
    return 1
  }
}
