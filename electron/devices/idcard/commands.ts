import { GuitaiError } from '../../../shared/errors.ts'
import { openSerial, type SerialLine } from '../serial.ts'
import { type Answer, createFrameParser, encodeCommand } from './frame.ts'
import { TEXT_bytes } from './text.ts'

/**
 * One command, one answer. An answer does not name its command, so what is left over from before is dropped
 * when a command goes out, and an answer whose length does not fit the command is a late one of another.
 */
export interface Commands {
  line: SerialLine
  ask(command: Command): Promise<Answer>
  /** the last command had no answer at all */
  isSilent(): boolean
}

interface Command {
  bytes: Uint8Array
  fits(dataLength: number): boolean
}

const isShort = (length: number) => length < 64
const command = (cmd: number, para: number, fits = isShort): Command => ({
  bytes: encodeCommand(cmd, para),
  fits,
})

export const STATUS = command(0x11, 0xff)
export const SAM_NUMBER = command(0x12, 0xff, (length) => length === 16)
export const FIND = command(0x20, 0x01)
export const SELECT = command(0x20, 0x02)
/** a refusal carries no data, a success two lengths, text and photo */
export const READ = command(0x30, 0x01, (length) => length === 0 || length >= 4 + TEXT_bytes)

export const FOUND = 0x9f
export const DONE = 0x90

const WRITE_ms = 1000
/** after a frame with a wrong check byte a good one has this long to follow */
const GARBLED_ms = 150

interface Pending {
  fits(dataLength: number): boolean
  done(answer: Answer): void
  garbled(): void
  gone(): void
}

/** `onState`: the line opened or went, or a reader fell silent or spoke again. */
export function openCommands(
  options: { path: string; baudRate: number; answer_ms: number },
  onState: (text: string, isOpen: boolean) => void,
): Commands {
  const parser = createFrameParser()
  let pending: Pending | null = null
  let silent = false
  const line = openSerial({
    path: options.path,
    baudRate: options.baudRate,
    onData(bytes) {
      for (const answer of parser.push(bytes)) {
        if (pending?.fits(answer.data.length)) pending.done(answer)
      }
      if (parser.broken() > 0) pending?.garbled()
    },
    onState({ is, text }) {
      parser.reset()
      silent = false
      if (is !== 'open') pending?.gone()
      onState(text, is === 'open')
    },
  })

  const answerTo = ({ fits }: Command) => {
    let timer: NodeJS.Timeout
    const answer = new Promise<Answer>((resolve, reject) => {
      const silence = () => {
        silent = true
        reject(noAnswer(options.answer_ms))
      }
      timer = setTimeout(silence, options.answer_ms)
      pending = {
        fits,
        done: resolve,
        garbled() {
          clearTimeout(timer)
          timer = setTimeout(() => reject(garbled()), GARBLED_ms)
        },
        gone: () => reject(unplugged()),
      }
    })
    return answer.finally(() => {
      clearTimeout(timer)
      pending = null
    })
  }

  return {
    line,
    isSilent: () => silent,
    async ask(asked) {
      if (line.state().is !== 'open') throw notThere(line.state().text)
      parser.reset()
      const answer = answerTo(asked)
      answer.catch(() => {})
      await line.write(asked.bytes, WRITE_ms)
      const found = await answer
      silent = false
      return found
    },
  }
}

const trouble = (kind: 'unreachable' | 'rejected', what: string, todo: string) =>
  new GuitaiError({ kind, what, means: '没有使用读到一半的内容，也没有扣款。', todo })

const noAnswer = (answer_ms: number) =>
  trouble(
    'unreachable',
    `身份证阅读器 ${answer_ms / 1000} 秒没有应答`,
    '请检查阅读器的电源和波特率，或手工输入证件号码。',
  )
const garbled = () => trouble('rejected', '身份证没有读对：数据校验不对', '请拿起身份证重新放好再读。')
const unplugged = () => trouble('unreachable', '身份证阅读器在读卡时断开了', '请插好阅读器后重新读卡。')
const notThere = (text: string) =>
  trouble('unreachable', `身份证阅读器${text}`, '请检查阅读器的连线，或手工输入证件号码。')
