import { spawnSync } from 'node:child_process'
import { createWriteStream, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Zip, ZipDeflate } from 'fflate'
import { frames } from './import-frames.ts'
import type { Imported } from './import-once.ts'
import { median, round3 } from './stats.ts'

export interface ImportBench {
  name: 'import'
  ok: boolean
  figures: Record<string, number | string | null>
}

/** 25 columns as a short 1301 would have them; each fifth row brings a name of its own. */
export const COLUMNS =
  'med_list_codg reg_name drug_prodname drug_genname alis drug_dosform_name drug_spec reg_spec minpacunt_name min_pacunt min_useunt min_salunt prodentp_name aprvno begndate enddate memo vali_flag crte_time updt_time otc_flag rid ver ver_name chld_medc'.split(
    ' ',
  )
const NAMES_of = 5
const MAX_RATIO = 1.3
const MAX_RATIO_INDEXED = 4
const MAX_PEAK_MB = 200
const MAX_FRAME_ms = 50
const ROUNDS = 3
const MANY = 200_000

const STEMS =
  '阿莫西林 头孢曲松 布洛芬 氯化钠 葡萄糖 地塞米松 左氧氟沙星 奥美拉唑 二甲双胍 硝苯地平 阿司匹林 辛伐他汀 甘草 黄芪 当归 丹参 柴胡 板蓝根 维生素 胰岛素'.split(
    ' ',
  )
const SALTS =
  '钠 钾 钙 酸 盐酸 硫酸 磷酸 复合 缓释 控释 双层 口服 外用 静脉 小儿 浓缩 速效 长效 肠溶 分散'.split(' ')
const FORMS =
  '片 胶囊 注射液 颗粒 口服液 滴眼液 软膏 栓 喷雾剂 丸 散 糖浆 贴膏 凝胶 混悬液 乳膏 气雾剂 滴丸 冻干粉 酊'.split(
    ' ',
  )

function row(i: number, rows: number): string {
  const k = i % Math.max(1, Math.floor(rows / NAMES_of))
  const name = `${SALTS[Math.floor(k / 20) % 20]}${STEMS[k % 20]}${FORMS[Math.floor(k / 400) % 20]}${Math.floor(k / 8000)}`
  const code = `X${String.fromCharCode(65 + (k % 26))}${String(k).padStart(8, '0')}A${String(i).padStart(12, '0')}`
  const cells = [
    ...[
      code,
      name,
      'null',
      name,
      'null',
      FORMS[i % 20],
      `0.${i % 100}g×${i % 48}粒`,
      'null',
      '盒',
      'null',
      '片',
    ],
    ...[
      String((i % 50) + 1),
      `示范制药${i % 3000}有限公司`,
      `国药准字H${10_000_000 + i}`,
      '2020-01-01',
      'null',
    ],
    ...['null', '1', '2021-05-06 12:00:00', '2021-05-06 12:00:00', '1', String(1e12 + i)],
    ...[`v${1000 + Math.floor(i / 10_000)}`, '2021版', 'null'],
  ]
  return `${cells.join('\t')}\n`
}

/** The rows as a TXT, and the same in a ZIP as 9102 brings it. */
async function write(dir: string, rows: number): Promise<{ txt: string; zip: string }> {
  const txt = join(dir, 'rows.txt')
  const path = join(dir, 'rows.zip')
  const out = createWriteStream(path)
  const zip = new Zip((error, piece) => void (error ? out.destroy(error) : out.write(piece)))
  const member = new ZipDeflate('rows.txt', { level: 1 })
  zip.add(member)
  const lines = function* () {
    for (let i = 0; i < rows; i += 1000) {
      const many = Buffer.from(
        Array.from({ length: Math.min(1000, rows - i) }, (_, n) => row(i + n, rows)).join(''),
      )
      member.push(many)
      yield many
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(txt))
  member.push(new Uint8Array(0), true)
  zip.end()
  await new Promise<void>((resolve, reject) => void out.once('error', reject).end(resolve))
  return { txt, zip: path }
}

/**
 * A catalogue of `rows` rows of 25 columns, from its ZIP to the version in use, beside the sqlite3 shell's .import
 * of the same rows as plain text into a table without an index. `ratio`: the rows are in and
 * not yet searchable; `ratio_indexed`: all of it. Rounds interleaved, medians. Memory is that of a process of its
 * own beyond what it holds before it begins (VmHWM); the frames are those of a page of the program meanwhile.
 */
export async function benchImport({ rows }: { rows: number }): Promise<ImportBench> {
  if (spawnSync('sqlite3', ['--version']).status !== 0) {
    return { name: 'import', ok: false, figures: { rows, missing: '本机没有 sqlite3 命令，无从比较' } }
  }
  const dir = mkdtempSync(join(tmpdir(), 'guitai-bench-import-'))
  try {
    const { txt, zip } = await write(dir, rows)
    const ours: Imported[] = []
    const shell_ms: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      shell_ms.push(shellImport(dir, txt))
      ours.push(imported(dir, zip))
    }
    const shell = median(shell_ms)
    const ratio = round3(median(ours.map(({ rows_ms }) => rows_ms)) / shell)
    const ratio_indexed = round3(median(ours.map(({ all_ms }) => all_ms)) / shell)
    const peak_MB = Math.max(...ours.map(({ peak_MB }) => peak_MB))
    const frame = await frames(zip, ours[0]!.all_ms)
    const found = Math.min(...ours.map(({ found }) => found))
    const enough = rows < MANY || (ratio <= MAX_RATIO && ratio_indexed <= MAX_RATIO_INDEXED)
    return {
      name: 'import',
      ok: enough && peak_MB <= MAX_PEAK_MB && found === rows && frame.own_ms <= MAX_FRAME_ms,
      figures: {
        ...{ rows, columns: COLUMNS.length, found },
        shell_ms: Math.round(shell),
        rows_ms: Math.round(median(ours.map(({ rows_ms }) => rows_ms))),
        all_ms: Math.round(median(ours.map(({ all_ms }) => all_ms))),
        ...{ ratio, max_ratio: MAX_RATIO, ratio_indexed, max_ratio_indexed: MAX_RATIO_INDEXED },
        ...{ peak_MB, max_peak_MB: MAX_PEAK_MB },
        ...{ frame_gap_ms: frame.gap_ms, frame_own_ms: frame.own_ms, max_frame_own_ms: MAX_FRAME_ms },
        rounds: ROUNDS,
      },
    }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

function shellImport(dir: string, txt: string): number {
  const db = join(dir, 'shell.db')
  if (existsSync(db)) rmSync(db)
  const create = `create table catalogue (${COLUMNS.join(', ')})`
  const from = performance.now()
  const { status, stderr } = spawnSync('sqlite3', [db, create, '.mode tabs', `.import ${txt} catalogue`])
  if (status !== 0) throw new Error(`sqlite3: ${stderr}`)
  return performance.now() - from
}

/** In a fresh process, through the store's own port: worker, unfolding, rows, indexes, swap. */
function imported(dir: string, zip: string): Imported {
  const home = mkdtempSync(join(dir, 'home-'))
  const once = join(import.meta.dirname, 'import-once.ts')
  const child = spawnSync(process.execPath, [once, JSON.stringify({ home, zip })], { encoding: 'utf8' })
  rmSync(home, { recursive: true, force: true })
  if (child.status !== 0) throw new Error(child.stderr)
  return JSON.parse(child.stdout) as Imported
}
