import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fail } from '../../../shared/errors.ts'
import { FORMATS } from './bind.ts'
import type { SlipKind } from './data.ts'
import { type Template, templateSchema } from './template.ts'
import { BUILT_IN } from './templates/index.ts'

/** Site settings name the settlement slip; its ending (80, a5, a site's own) chooses the other slips' paper. */
const NAME = /^slip-([a-z0-9-]{1,20})$/
const FALLBACK = '80'

/**
 * The template for one kind of slip: the site's file under `home`/templates, else the built-in one of that
 * paper, else (refund and self-pay only) the built-in one for the roll. Throws GuitaiError kind `invalid`
 * that names the file and what is wrong with it.
 */
export async function slipTemplate(
  kind: SlipKind,
  site: { template: string; home: string },
): Promise<Template> {
  const paper = NAME.exec(site.template)?.[1]
  if (!paper) broken(`结算单模板名称“${site.template}”不正确，应为 slip-80、slip-a5 这样的名称`)
  const found = await named(`${kind}-${paper}`, site.home)
  if (found) return found
  if (kind === 'slip') broken(`没有名为“${site.template}”的打印模板`)
  return BUILT_IN[`${kind}-${FALLBACK}`] as Template
}

export async function shiftTemplate(home: string): Promise<Template> {
  return (await named('shift-a4', home)) ?? (BUILT_IN['shift-a4'] as Template)
}

async function named(name: string, home: string): Promise<Template | null> {
  const path = join(home, 'templates', `${name}.json`)
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return BUILT_IN[name] ?? null
    broken(`打印模板 ${path} 读不出来：${(error as Error).message}`)
  }
  return checked(path, text)
}

function checked(path: string, text: string): Template {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    broken(`打印模板 ${path} 不是 JSON：${(error as Error).message}`)
  }
  const parsed = templateSchema.safeParse(json)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    broken(`打印模板 ${path} 的 ${issue?.path.join('.') || '内容'} 不正确：${issue?.message ?? ''}`)
  }
  const format = [...text.matchAll(/\{\w+\|(\w+)\}/g)].find((m) => !FORMATS[m[1] as string])
  if (format) broken(`打印模板 ${path} 用了没有的格式 ${format[1]}，可用：${Object.keys(FORMATS).join('、')}`)
  return parsed.data
}

function broken(what: string): never {
  fail('invalid', what, '结算不受影响，只是没有打印。', '请信息科改正模板或站点配置后重打。')
}
