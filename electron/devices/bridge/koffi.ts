import type { default as Koffi, LibraryHandle } from 'koffi'
import { Refusal } from './protocol.ts'

let loaded: typeof Koffi | null = null

/** The foreign function interface, loaded with the first library. Throws Refusal `missing`. */
export async function koffi(): Promise<typeof Koffi> {
  try {
    loaded ??= (await import('koffi')).default
    return loaded
  } catch (error) {
    const here = `${process.platform} ${process.arch}`
    throw new Refusal('missing', `动态库接口组件（koffi）装不进来（${here}）：${reasonOf(error)}`)
  }
}

/** Loads one library. Throws Refusal `missing` with the bitness, the usual reason. */
export async function load(path: string): Promise<LibraryHandle> {
  const { load } = await koffi()
  try {
    return load(path)
  } catch (error) {
    const bits = process.arch === 'ia32' ? 32 : 64
    throw new Refusal(
      'missing',
      `动态库装不进来（读卡程序为 ${bits} 位，动态库须相同，否则请在配置的 runtime 中指定相应的 Node）：${reasonOf(error)}`,
    )
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 200)
