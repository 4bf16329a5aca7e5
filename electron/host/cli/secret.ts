import { mkdirSync } from 'node:fs'
import { fail } from '../../../shared/errors.ts'
import { homeSecrets } from '../file-secrets.ts'
import { type Command, homeOf, UsageError } from './terminal.ts'

/** Puts a secret that site.json names by reference into the home's sealed file. It is never shown. */
export const secret: Command = {
  usage: `用法：npm run secret -- <名称> [--home 目录] [--forget]
  名称即 site.json 里的 tokenRef、secretRef 或 keyRef。内容从标准输入读取，键入时不显示。
  密钥文件的口令取自环境变量 GUITAI_PASSPHRASE。
  --forget   删除这个密钥`,
  options: { home: { type: 'string' }, forget: { type: 'boolean' } },
  async run(args, io) {
    const [ref] = args.positionals
    if (!ref || args.positionals.length > 1) throw new UsageError('请给出密钥的名称')
    const home = homeOf(args)
    const { secrets } = homeSecrets(home)
    if (!secrets) {
      fail(
        'denied',
        '没有设置密钥文件的口令',
        '密钥没有保存。',
        '请先设置环境变量 GUITAI_PASSPHRASE；柜台启动时也要有它。',
      )
    }
    const value = args.values.forget === true ? null : await typed(`${ref}：`)
    if (value === '') fail('invalid', '密钥是空的', '密钥没有保存。', '请重新输入。')
    mkdirSync(home, { recursive: true, mode: 0o700 })
    await secrets.set(ref, value)
    io.out(value === null ? `密钥 ${ref} 已删除。` : `密钥 ${ref} 已存入 ${home}。`)
    io.result({ name: 'secret', ok: true, figures: { ref, stored: value !== null } })
    return 0
  },
}

/** One line from stdin; at a terminal it is asked for and not echoed. */
async function typed(prompt: string): Promise<string> {
  const { stdin, stderr } = process
  const tty = stdin.isTTY
  if (tty) {
    stderr.write(prompt)
    stdin.setRawMode(true)
  }
  stdin.setEncoding('utf8')
  let text = ''
  try {
    for await (const chunk of stdin as AsyncIterable<string>) {
      for (const char of chunk) {
        if (tty && char === '\u0003') fail('invalid', '已取消', '密钥没有保存。', '')
        if (char === '\n' || char === '\r' || (tty && char === '\u0004')) return text
        if (tty && (char === '\u007f' || char === '\b')) text = text.slice(0, -1)
        else text += char
      }
    }
    return text
  } finally {
    if (tty) {
      stdin.setRawMode(false)
      stderr.write('\n')
    }
  }
}
