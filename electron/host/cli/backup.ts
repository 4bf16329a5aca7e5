import { resolve } from 'node:path'
import { compose, restoreHome } from '../../compose.ts'
import { homeSecrets } from '../file-secrets.ts'
import { type Command, homeOf, UsageError } from './terminal.ts'

const HOME = { home: { type: 'string' } } as const

function fileOf(positionals: string[]): string {
  const [file] = positionals
  if (!file || positionals.length > 1) throw new UsageError('请给出一个文件名')
  return resolve(file)
}

/** A verified copy of a home's journal in one plain file. Refused while a counter has the home open. */
export const backup: Command = {
  usage: `用法：npm run backup -- <文件> [--home 目录]
  把账本备份成一个文件，并检查完整性；不覆盖已有的文件。`,
  options: HOME,
  async run(args, io) {
    const file = fileOf(args.positionals)
    const home = homeOf(args)
    const guitai = await compose({ home, host: 'cli', takeUp: false, ...homeSecrets(home) })
    try {
      const bytes = await guitai.journal.backup(file)
      io.out(`账本已备份到 ${file}，${bytes} 字节，完整性检查通过。`)
      io.result({ name: 'backup', ok: true, figures: { file, bytes } })
      return 0
    } finally {
      await guitai.close()
    }
  },
}

export const restore: Command = {
  usage: `用法：npm run restore -- <文件> [--home 目录]
  用备份恢复账本；原来的账本移到一旁，不会被覆盖。柜台运行时不能恢复。`,
  options: HOME,
  async run(args, io) {
    const file = fileOf(args.positionals)
    const home = homeOf(args)
    await restoreHome(home, file)
    io.out(`账本已从 ${file} 恢复到 ${home}；原来的账本（如有）改名保留在同一目录。`)
    io.out('备份之后办理的交易不在这本账里，请到中心核对。')
    io.result({ name: 'restore', ok: true, figures: { home, file } })
    return 0
  },
}
