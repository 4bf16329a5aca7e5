import { createMachine } from '../../electron/app/machine.ts'
import { createBus } from '../../electron/app/registry.ts'
import { createUploads } from '../../electron/app/upload/index.ts'
import type { NewUpload, UploadSource } from '../../electron/app/upload/port.ts'
import type { Timing } from '../../electron/engine/core.ts'
import type { Effects, Jobs } from '../../electron/engine/engine.ts'
import { createEngine } from '../../electron/engine/index.ts'
import { openJournal } from '../../electron/journal/index.ts'
import { openContracts } from '../../electron/platforms/contracts.ts'
import { nhsaConfig } from '../../electron/platforms/nhsa/config.ts'
import { createNhsa } from '../../electron/platforms/nhsa/index.ts'
import type { Json, JsonObject } from '../../shared/contract.ts'
import { datetime } from '../../shared/msgid.ts'

/** The upload machine over a journal file and an address, without the rest of the counter. */
export const SITE = { fixmedins_code: 'H51010400001', fixmedins_name: '柜台演示医院' }
export const SOURCE_ID = 'bench.vitals'

/** Measurements of one patient (4602): a row of 26 fields, as small as the records that come in masses. */
export function vitals(mdtrt_sn: string, n: number): JsonObject {
  const at = datetime(Date.parse('2026-01-01T00:00:00') + n * 60_000)
  return {
    ...{
      mdtrt_sn,
      mdtrt_id: '',
      psn_no: '',
      dept_code: 'A03.01',
      dept_name: '呼吸内科',
      wardarea_name: '呼吸病区',
    },
    ...{ bedno: '21', diag_code: 'J18.900', adm_time: '2026-01-01 00:00:00', act_ipt_days: 1, afpn_days: 0 },
    ...{
      rcd_time: at,
      vent_frqu: 18,
      use_vent_flag: '0',
      pule: 60 + (n % 40),
      pat_heart_rate: 76,
      tprt: 36.6,
    },
    ...{ systolic_pre: '126', dstl_pre: '78', wt: 64.5, abde: 82, nurscare_obsv_item_name: '意识状态' },
    ...{ nurscare_obsv_rslt: '神志清楚', nurs_name: '向红梅', sign_time: at, vali_flag: '1' },
  }
}

export const keyOf = (n: number): string => `TZ${String(n).padStart(8, '0')}`

export const newRow = (mdtrt_sn: string, n: number): NewUpload => ({
  key: keyOf(n),
  psn_no: '',
  title: keyOf(n),
  payload: vitals(mdtrt_sn, n),
})

export const messageOf = (rows: readonly { payload: Json }[]): JsonObject => ({
  data: rows.map((row) => row.payload),
})

export interface DrainOptions {
  path: string
  url: string
  batch: number
  now?: () => number
  timing?: Partial<Timing>
  answer_ms?: number
}

export async function openDrain({
  path,
  url,
  batch,
  now = Date.now,
  timing,
  answer_ms = 30_000,
}: DrainOptions) {
  const { journal } = await openJournal({ path, ...SITE, slot: 1, now })
  const config = nhsaConfig.parse({
    baseUrl: url,
    mdtrtarea_admvs: '510100',
    answer_ms,
    centre_ms: answer_ms,
  })
  const book = openContracts({ family: 'nhsa' })
  const secret = () => ''
  const nhsa = createNhsa({ config, site: SITE, book, servicePaths: {}, secret, now })
  const platforms = new Map([['nhsa', nhsa]])
  const effects: Effects = new Map()
  const jobs: Jobs = new Map()
  const log = () => {}
  const after = (ms: number, run: () => void) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  }
  const engine = createEngine({
    ...{ journal, platforms, effects, jobs, clock: { now, after }, log, notify: () => {} },
    sessionFor: async (txn) => ({ sign_no: null, opter: txn.opter, opterName: txn.opterName }),
    ...(timing ? { timing } : {}),
  })
  const machine = createMachine({ journal, engine, now, signIn: false, machine: { ip: '', mac: '' } })
  const uploads = createUploads({
    ...{ journal, platforms, machine, effects, jobs, bus: createBus(), now, log },
    his: { feed: async () => [] } as never,
    tasks: { register: () => {} } as never,
  })
  const source: UploadSource = {
    ...{ id: SOURCE_ID, label: '体征', group: '测速', family: 'nhsa', infno: '4602', batch, view: null },
    message: (rows) => ({ input: messageOf(rows) }),
  }
  uploads.register(source)
  return { journal, engine, uploads, nhsa }
}
