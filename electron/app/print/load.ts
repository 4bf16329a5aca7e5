import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { fail } from '../../../shared/errors.ts'
import { FORMATS } from './bind.ts'
import type { SlipKind } from './data/visit.ts'
import { type Template, templateSchema } from './template.ts'
import { BUILT_IN } from './templates/index.ts'

/** The kinds of paper that have one template each; the three outpatient slips follow the site's setting. */
export type Kind = SlipKind | keyof typeof USE

const USE = {
  stayBill: 'stay-bill-a4',
  feeDay: 'fee-day-a4',
  feeClass: 'fee-class-a4',
  deposit: 'deposit-80',
  shift: 'shift-a4',
  reconcile: 'reconcile-a4',
  closing: 'closing-a4',
  platform: 'platform-a4',
  injurySlip: 'injury-slip-80',
  injuryBill: 'injury-bill-a4',
  injuryFees: 'injury-fees-a4',
  injuryClearing: 'injury-clearing-a4',
}

/**
 * All that a site changes of its papers, in one file: which template a kind of paper takes, and templates by
 * name. Of a template only what differs is written; the rest is the built-in one's of that name, or `from`'s.
 */
const own = z
  .object({
    use: z.partialRecord(z.enum(Object.keys(USE) as [keyof typeof USE]), z.string()).default({}),
    templates: z.record(z.string(), z.looseObject({ from: z.string().optional() })).default({}),
  })
  .strict()

interface Own {
  path: string
  use: Partial<typeof USE>
  templates: Record<string, { from?: string | undefined }>
}

/** site.json names the settlement slip; its ending (80, a5, a site's own) chooses the other slips' paper. */
const SLIP = /^slip-([a-z0-9-]{1,20})$/
const FALLBACK = '80'

/**
 * The template of one kind of paper: the site's own (templates.json in `home`), else the built-in one; for
 * refunds and self-pay slips of a paper that has none, the roll's. Throws GuitaiError kind `invalid` that names
 * the file and what is wrong with it.
 */
export async function templateOf(kind: Kind, site: { template: string; home: string }): Promise<Template> {
  const file = await siteFile(site.home)
  if (kind in USE) {
    const name = file.use[kind as keyof typeof USE] ?? USE[kind as keyof typeof USE]
    return named(name, file) ?? broken(`没有名为“${name}”的打印模板（${file.path} 的 use.${kind}）`)
  }
  const paper = SLIP.exec(site.template)?.[1]
  if (!paper) broken(`结算单模板名称“${site.template}”不正确，应为 slip-80、slip-a5 这样的名称`)
  const found = named(`${kind}-${paper}`, file)
  if (found) return found
  if (kind === 'slip') broken(`没有名为“${site.template}”的打印模板`)
  return named(`${kind}-${FALLBACK}`, file) as Template
}

async function siteFile(home: string): Promise<Own> {
  const path = join(home, 'templates.json')
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { path, use: {}, templates: {} }
    broken(`打印模板 ${path} 读不出来：${(error as Error).message}`)
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    broken(`打印模板 ${path} 不是 JSON：${(error as Error).message}`)
  }
  const read = own.safeParse(json, { error: z.locales.zhCN().localeError })
  if (!read.success) {
    const issue = read.error.issues[0]
    broken(`打印模板 ${path} 的 ${issue?.path.join('.') || '内容'} 不正确：${issue?.message ?? ''}`)
  }
  return { path, ...read.data } as Own
}

function named(name: string, file: Own): Template | null {
  const builtIn = Object.hasOwn(BUILT_IN, name) ? (BUILT_IN[name] ?? null) : null
  if (!Object.hasOwn(file.templates, name)) return builtIn
  const { from, ...changed } = file.templates[name] ?? {}
  if (from !== undefined && !Object.hasOwn(BUILT_IN, from)) {
    broken(`打印模板 ${file.path} 的 ${name}.from 不正确：没有内置模板“${from}”`)
  }
  const base = from === undefined ? builtIn : BUILT_IN[from]
  return checked({ ...base, ...changed }, `${file.path} 的 ${name}`)
}

function checked(json: unknown, where: string): Template {
  const parsed = templateSchema.safeParse(json, { error: z.locales.zhCN().localeError })
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    broken(`打印模板 ${where}.${issue?.path.join('.') ?? ''} 不正确：${issue?.message ?? ''}`)
  }
  const formats = [...JSON.stringify(json).matchAll(/\{\w+\|(\w+)\}/g)].map((m) => m[1] as string)
  const wrong = formats.find((name) => !FORMATS[name])
  if (wrong) broken(`打印模板 ${where} 用了没有的格式 ${wrong}，可用：${Object.keys(FORMATS).join('、')}`)
  return parsed.data
}

function broken(what: string): never {
  fail('invalid', what, '结算不受影响，只是没有打印。', '请信息科改正模板或站点配置后重打。')
}
