import { mkdirSync, readFileSync } from 'node:fs'
import { fail } from '../../../shared/errors.ts'
import type { SecretStore } from '../../devices/secrets.ts'
import { newKeyPair, publicKeyOf, readKeyFile, SmError } from '../../sm/index.ts'
import { homeSecrets } from '../file-secrets.ts'
import { type Command, homeOf, textOf, UsageError } from './terminal.ts'

/** Puts a secret that site.json names by reference into the home's sealed file. It is never shown. */
export const secret: Command = {
  usage: `用法：npm run secret -- <名称> [--home 目录] [--forget | --import-key 文件 | --new-key | --public]
  名称即 site.json 里的 tokenRef、secretRef 或 keyRef。内容从标准输入读取，键入时不显示。
  密钥文件的口令取自环境变量 GUITAI_PASSPHRASE。
  --forget           删除这个密钥
  --import-key 文件  导入 SM2 密钥对（跨省工伤从部级系统下载的）：64 位十六进制私钥、PEM，
                     或写有私钥和公钥的 JSON、文本；核对公钥是否属于私钥
  --new-key          生成 SM2 密钥对，只显示公钥
  --public           显示这个 SM2 私钥的公钥`,
  options: {
    home: { type: 'string' },
    forget: { type: 'boolean' },
    'import-key': { type: 'string' },
    'new-key': { type: 'boolean' },
    public: { type: 'boolean' },
  },
  async run(args, io) {
    const [ref] = args.positionals
    if (!ref || args.positionals.length > 1) throw new UsageError('请给出密钥的名称')
    const ways = Object.keys(ACTS).filter((way) => args.values[way] !== undefined)
    if (ways.length > 1) throw new UsageError(`--${ways.join(' 与 --')} 不能同时使用`)
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
    if (ways[0] !== 'public') mkdirSync(home, { recursive: true, mode: 0o700 })
    const act = ACTS[ways[0] ?? ''] ?? store
    const { said, figures } = await act({ ref, home, secrets, file: textOf(args, 'import-key') ?? '' })
    for (const line of said) io.out(line)
    io.result({ name: 'secret', ok: true, figures: { ref, ...figures } })
    return 0
  },
}

interface About {
  ref: string
  home: string
  secrets: SecretStore
  /** of --import-key */
  file: string
}

interface Done {
  said: string[]
  figures: Record<string, unknown>
}

const ACTS: Record<string, (about: About) => Promise<Done>> = {
  forget,
  'import-key': importKey,
  'new-key': newKey,
  public: showPublic,
}

async function store({ ref, home, secrets }: About): Promise<Done> {
  const value = await typed(`${ref}：`)
  if (value === '') fail('invalid', '密钥是空的', '密钥没有保存。', '请重新输入。')
  await secrets.set(ref, value)
  return { said: [`密钥 ${ref} 已存入 ${home}。`], figures: { stored: true } }
}

async function forget({ ref, secrets }: About): Promise<Done> {
  await secrets.set(ref, null)
  return { said: [`密钥 ${ref} 已删除。`], figures: { stored: false } }
}

async function importKey({ ref, home, secrets, file }: About): Promise<Done> {
  const { privateKey, publicKey } = ofSm(() => readKeyFile(readText(file)))
  await secrets.set(ref, privateKey)
  const said = [
    `私钥 ${ref} 已存入 ${home}。公钥：`,
    publicKey,
    `请核对公钥与部级系统登记的一致，然后销毁 ${file}。`,
  ]
  return { said, figures: { stored: true, publicKey } }
}

/** Never over a key that is there: what was sealed for that one could not be opened any more. */
async function newKey({ ref, home, secrets }: About): Promise<Done> {
  if ((await secrets.get(ref)) !== null)
    fail('invalid', `密钥 ${ref} 已经有了`, '没有生成新的。', `确要更换，请先用 --forget 删除。`)
  const { privateKey, publicKey } = newKeyPair()
  await secrets.set(ref, privateKey)
  const said = [`新的密钥对 ${ref} 已存入 ${home}。请登记公钥：`, publicKey]
  return { said, figures: { stored: true, publicKey } }
}

async function showPublic({ ref, secrets }: About): Promise<Done> {
  const value = await secrets.get(ref)
  if (value === null) fail('not_found', `没有密钥 ${ref}`, '没有可显示的公钥。', '请核对名称，或先导入密钥。')
  const publicKey = ofSm(() => publicKeyOf(value))
  return { said: [publicKey], figures: { publicKey } }
}

/** What the keys' module says, as a fault of this command. */
function ofSm<T>(act: () => T): T {
  try {
    return act()
  } catch (error) {
    if (error instanceof SmError) fail('invalid', error.message, '密钥没有改动。', '')
    throw error
  }
}

/** A key file is short; one in UTF-16, as Windows' editor may save it, is read too. */
function readText(file: string): string {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch {
    fail('invalid', `文件 ${file} 打不开`, '密钥没有保存。', '请核对路径和权限。')
  }
  if (bytes.length > 100_000) fail('invalid', `${file} 不像密钥文件：太大`, '密钥没有保存。', '请核对路径。')
  return bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : bytes.toString('utf8')
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
