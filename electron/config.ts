import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { fail } from '../shared/errors.ts'
import { deviceConfig } from './devices/config.ts'
import { inboundConfig } from './platforms/inbound-config.ts'
import { injuryConfig } from './platforms/injury-config.ts'
import { nhsaConfig } from './platforms/nhsa/config.ts'

/**
 * One file a site (site.json in the program's home). Secrets never stand in it: they are named by
 * reference. Everything that an authority may do differently from the national standard is here or in an
 * overlay.
 */
const siteSchema = z
  .object({
    institution: z
      .object({
        fixmedins_code: z.string().regex(/^[HP]\d{11}$/, '定点医药机构编号必须是 H 或 P 开头的 12 位编码'),
        fixmedins_name: z.string().trim().min(1, '定点医药机构名称不能为空').max(200),
      })
      .strict(),
    counter: z
      .object({
        window: z.string().trim().min(1, '窗口号不能为空').max(20),
        /** two digits of every msgid: no two counters of an institution may share it */
        slot: z.number().int().min(0, '柜台序号从 0 起').max(99, '柜台序号最大 99'),
      })
      .strict(),
    /** on the embedded sandbox, with a watermark on every slip */
    training: z.boolean().default(false),
    nhsa: nhsaConfig,
    /** work-injury insurance (工伤保险); its families are open where they stand here */
    injury: injuryConfig.prefault({}),
    his: z.object({ kind: z.literal('demo'), path: z.string().optional() }).strict(),
    /** decodes 医保电子凭证; without it scans of it are refused */
    voucher: z
      .object({
        url: z.url('电子凭证解码地址必须是网址'),
        timeout_ms: z.number().int().default(10_000),
        /** through the authority's own library instead of HTTP; `runtime` as of a card reader's library */
        library: z.string().min(1).optional(),
        runtime: z.string().min(1).optional(),
        encoding: z.enum(['gbk', 'utf-8']).default('gbk'),
      })
      .strict()
      .optional(),
    devices: z
      .array(deviceConfig)
      .refine((list) => new Set(list.map((d) => d.id)).size === list.length, '设备编号重复')
      .default([]),
    print: z
      .object({
        template: z.string().default('slip-80'),
        /** the system's name of the slip printer; null: the default one */
        printer: z.string().min(1).nullable().default(null),
        /** printers of single kinds of document (a DocRef's `is`): a device's id, or a system printer's name */
        printers: z.record(z.string(), z.string()).default({}),
      })
      .strict()
      .prefault({}),
    /** when tasks run, by their id; those not named keep the plan they came with */
    tasks: z
      .record(
        z.string(),
        z.union([
          z.literal('off'),
          z.object({ every_min: z.number().int().min(1).max(44_640) }).strict(),
          z.object({ daily: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时刻应为 HH:mm') }).strict(),
        ]),
      )
      .default({}),
    /** what raises an alarm in the shell; 0: never */
    alarms: z
      .object({
        /** records waiting or refused in one upload source */
        waiting: z.number().int().min(0).default(5_000),
        /** minutes that a record has waited */
        oldest_min: z
          .number()
          .int()
          .min(0)
          .default(24 * 60),
        /** share of failed calls of one code in the last hour, from ten calls on, in percent */
        errors_pct: z.number().min(0).max(100).default(20),
        /** p95 of one code in the last hour, from ten calls on */
        p95_ms: z.number().int().min(0).default(20_000),
        /** minutes without an answer of the centre while it was called */
        silent_min: z.number().int().min(0).default(5),
      })
      .strict()
      .prefault({}),
    /** where the platform calls this hospital (6201, 6202, 7102, 7103); without it nobody can */
    inbound: inboundConfig.optional(),
    /** charges whose item has no valid mapping: refused, refused where the mapping is known to be bad, or not asked */
    mapping: z
      .object({ charges: z.enum(['all', 'known', 'off']).default('all') })
      .strict()
      .prefault({}),
    /** settlement lists: the interface, the days until one is due, who fills them in, and for 4101 the agency */
    lists: z
      .object({
        form: z.enum(['4101A', '4101']).default('4101A'),
        due_days: z.number().int().min(1).max(90).default(10),
        fill_dept: z.string().max(50).default('医保办'),
        hsorg: z.string().max(100).default(''),
        hsorg_opter: z.string().max(30).default(''),
      })
      .strict()
      .prefault({}),
    /** trace codes of drugs at settlement: must be scanned, are asked for, or are not asked */
    trace: z
      .object({ drugs: z.enum(['must', 'warn', 'off']).default('off') })
      .strict()
      .prefault({}),
    /** 进销存 by the interfaces of many rows (3501A …), or row by row (3501 …) */
    stock: z
      .object({ form: z.enum(['many', 'one']).default('many') })
      .strict()
      .prefault({}),
    /** 3101 before the pre-settlement: not asked, shown, or a reason is wanted for what the centre objects to */
    review: z
      .object({
        charges: z.enum(['off', 'show', 'reason']).default('off'),
        /** this institution as the audit names it: 医疗服务机构类型 and 医疗机构等级 by their code tables */
        medins_type: z.string().min(1).max(6).default('A100'),
        medins_lv: z.string().min(1).max(3).default('03'),
      })
      .strict()
      .prefault({}),
    security: z
      .object({ idleLock_min: z.number().min(0).max(240).default(10) })
      .strict()
      .prefault({}),
  })
  .strict()

export type Site = z.output<typeof siteSchema>
export type SiteInput = z.input<typeof siteSchema>

/** A simulated centre is near. */
const QUICK = { answer_ms: 10_000, centre_ms: 20_000 }

/** The site that a fresh machine starts with: the embedded sandbox and the demo hospital. */
export const TRAINING_SITE: SiteInput = {
  institution: { fixmedins_code: 'H51010400001', fixmedins_name: '柜台演示医院' },
  counter: { window: '1号窗口', slot: 1 },
  training: true,
  nhsa: {
    baseUrl: 'http://127.0.0.1/sandbox',
    mdtrtarea_admvs: '510100',
    ...QUICK,
    overlays: ['sichuan'],
  },
  injury: {
    first: 'gs',
    gs: { baseUrl: 'http://127.0.0.1/sandbox', yab003: '510100', ...QUICK },
    bizh: { baseUrl: 'http://127.0.0.1/sandbox', user: 'guitai', passwordRef: 'training.bizh', ...QUICK },
    gy: {
      baseUrl: 'http://127.0.0.1/sandbox',
      sender: '510000',
      aab299: '510100',
      roles: ['hospital', 'agency'],
      keyRef: 'training.gy',
      platformKey: `04${'0'.repeat(128)}`,
      ...QUICK,
    },
  },
  his: { kind: 'demo' },
}

/** Checks a site's settings. Throws GuitaiError `invalid` naming each setting at fault in Chinese. */
export function parseSite(value: unknown, where: string): Site {
  const read = siteSchema.safeParse(value, { error: z.locales.zhCN().localeError })
  if (read.success) return read.data
  const lines = read.error.issues.map((issue) => `${issue.path.join('.') || '（整体）'}：${issue.message}`)
  fail(
    'invalid',
    `配置文件有误（${where}）：${lines.join('；')}`,
    '程序没有启动，账本没有改变。',
    '请改正配置文件后重新启动。',
  )
}

export function loadSite(path: string): Site {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return parseSite(TRAINING_SITE, '内置培训配置')
    throw error
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    fail(
      'invalid',
      `配置文件不是有效的 JSON（${path}）`,
      '程序没有启动，账本没有改变。',
      '请改正配置文件后重新启动。',
    )
  }
  return parseSite(value, path)
}
