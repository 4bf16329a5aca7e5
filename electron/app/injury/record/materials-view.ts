import {
  type InjuryMaterial,
  type InjuryMaterials,
  MATERIAL_MOST_bytes,
  MATERIALS_A_CALL,
} from '../../../../shared/api/injury-record.ts'
import type { JsonObject } from '../../../../shared/contract.ts'
import type { InjuryCase } from '../../../../shared/injury.ts'
import { rows } from '../../../../shared/settlement.ts'
import type { DocRow } from '../../../journal/port.ts'
import { bookKind } from '../exchange/codes.ts'
import { loadCase } from '../store.ts'
import { type Business, businessesOf, undoneAfter } from './businesses.ts'
import { doubtfulIn, MATERIAL, materialOf, type RecordDeps } from './deps.ts'
import { said } from './facts.ts'

const TYPES: Record<string, string> = { gs: 'gs_mat_type', gy: 'gy_mat_type' }

/** The files of a case, chosen or sent. */
export const materialDocs = ({ journal }: RecordDeps, encounterId: string) =>
  journal.docs({ kind: MATERIAL, subject: encounterId, order: 'id', limit: 500 })

/** The files of a case: chosen, sent, taken back. */
export async function materials(deps: RecordDeps, encounterId: string): Promise<InjuryMaterials> {
  const { journal } = deps
  const of = await loadCase(journal, encounterId)
  const [found, businesses, open] = await Promise.all([
    materialDocs(deps, encounterId),
    businessesOf(deps, of),
    journal.unfinished(),
  ])
  const goneAt = await undoneAfter(deps, of)
  const doubtful = doubtfulIn(open)
  const table = deps.dict(TYPES[of.family] ?? '')?.values ?? {}
  const shown = found.map((row) => viewOf(row, { of, businesses, table, doubtful, goneAt }))
  const types = Object.entries(table)
    .map(([code, label]) => ({ code, label }))
    .sort((a, b) => a.code.localeCompare(b.code))
  return {
    ...{ rows: shown, types, platform: await platformFiles(deps, of, shown) },
    businesses: businesses.map(({ biz_sn, label }) => ({ biz_sn, label })),
    ...{ most_bytes: MATERIAL_MOST_bytes, a_call: MATERIALS_A_CALL, blocked: blockedOf(of, businesses) },
  }
}

/** Why no file of the case can be sent now; '' where one can. */
export function blockedOf({ family, step }: InjuryCase, businesses: readonly Business[]): string {
  if (family === 'bizh') return '广东工伤没有附件接口'
  if (family === 'gs')
    return businesses.length > 0 ? '' : '平台上还没有这次就诊的业务：先申请或登记，再上传附件'
  if (step === 'settled') return '结算后不能再补附件：附件随结算上传'
  return step === 'cancelled' ? '这次就诊已撤销' : ''
}

interface Around {
  of: InjuryCase
  businesses: readonly Business[]
  table: Record<string, string>
  doubtful: ReadonlySet<string>
  /** gy: when what the files belong to was taken back; they went with it */
  goneAt: number
}

const STATE_LABEL: Record<InjuryMaterial['state'], string> = {
  new: '待传',
  sent: '已传',
  refused: '被拒',
  undone: '已撤销',
}

function viewOf(row: DocRow, { of, businesses, table, doubtful, goneAt }: Around): InjuryMaterial {
  const data = materialOf(row)
  const isGone = of.family === 'gy' && data.sent !== null && data.sent.at < goneAt
  const state = isGone ? 'undone' : (row.state as InjuryMaterial['state'])
  const doubt = doubtful.has(row.id)
  const why = isGone
    ? '已随结算一起撤销'
    : data.undone
      ? `${data.undone.opterName} 撤销：${data.undone.reason}`
      : data.why
  return {
    ...{ id: row.id, version: row.version, name: data.name, file_type: data.file_type },
    ...{ file_size: data.file_size, mat_type: data.mat_type, matLabel: table[data.mat_type] ?? '' },
    ...{ biz_sn: data.biz_sn, aae013: data.aae013, state, doubtful: doubt, why },
    bizLabel: businesses.find(({ biz_sn }) => biz_sn === data.biz_sn)?.label ?? '',
    stateLabel: doubt ? '查证中' : STATE_LABEL[state],
    number: isGone ? '' : (data.sent?.number ?? ''),
    ...{ sentAt: data.sent?.at ?? null, opterName: data.sent?.opterName ?? row.opterName },
    undoable: of.family === 'gs' && state === 'sent' && !doubt && data.sent?.number !== '',
  }
}

/** Files that the platform has of this case: those of its filings as they were downloaded, and those sent from here. */
async function platformFiles(
  { journal, dict }: RecordDeps,
  of: InjuryCase,
  sent: readonly InjuryMaterial[],
): Promise<InjuryMaterials['platform']> {
  if (of.family !== 'gy') return []
  const types = dict(TYPES.gy!)?.values ?? {}
  const filed = await Promise.all(of.filings.map(({ id }) => journal.doc(bookKind('GYD006'), id)))
  const papers = filed.flatMap((row) => {
    const { row: told = {} } = (row?.data ?? {}) as { row?: JsonObject }
    return rows(told, 'filelist').map((one) => ({
      file_id: said(one, 'file_id'),
      label: ['备案', types[said(one, 'mat_type')], said(one, 'file_name')].filter(Boolean).join(' '),
    }))
  })
  const own = sent.map(({ number, name, matLabel }) => ({ file_id: number, label: `${matLabel} ${name}` }))
  return [...papers, ...own].filter(({ file_id }) => file_id !== '')
}
