import type { Contract, Json, JsonObject } from '../../../shared/contract.ts'
import { maskName } from '../../../shared/mask.ts'
import type { HisRecord } from '../../his/port.ts'
import type { UploadRow } from '../../journal/port.ts'
import type { FileStore } from '../../platforms/port.ts'
import type { NewUpload, UploadSource } from './port.ts'

/** Whose visit a record belongs to, as this side knows it; null where the visit is not the insurance's. */
export interface KnownVisit {
  mdtrt_id: string
  psn_no: string
  insuplc_admdvs: string
}

export interface ClinicalDeps {
  contract(infno: string): Contract
  files: FileStore
  /** by the hospital's own number of the visit or stay */
  visitOf(mdtrt_sn: string): Promise<KnownVisit | null>
}

/**
 * What each code carries. `list`: a record of the view is one row of that node, and rows of one patient share a
 * message; without it the record is the whole message of one visit. `batch` keeps a message under the 40,000
 * characters that the rules of 4506 name. `what`: the fields that tell a person which record it is.
 */
interface Kind {
  label: string
  list?: string
  batch: number
  what: readonly string[]
}

const KINDS: Record<string, Kind> = {
  '4201': {
    label: '自费病人费用明细',
    list: 'feedetail',
    batch: 50,
    what: ['medins_list_name', 'fee_ocur_time'],
  },
  '4301': { label: '门急诊诊疗记录', batch: 1, what: ['rgst_retnr_time'] },
  '4302': { label: '急诊留观手术及抢救', batch: 1, what: ['oprn_oprt_name'] },
  '4401': { label: '住院病案首页', batch: 1, what: ['medcasno', 'dscg_date'] },
  '4402': { label: '住院医嘱记录', list: 'data', batch: 30, what: ['drord_detl_name', 'drord_isu_no'] },
  '4501': { label: '临床检查报告', batch: 1, what: ['exam_item_name', 'rpt_date'] },
  '4502': { label: '临床检验报告', batch: 1, what: ['exam_item_name', 'rpt_date'] },
  '4503': { label: '细菌培养报告', list: 'data', batch: 50, what: ['germ_name', 'rpotc_no'] },
  '4504': { label: '药敏报告', list: 'data', batch: 50, what: ['sstb_name', 'germ_name'] },
  '4505': { label: '病理检查报告', list: 'data', batch: 10, what: ['palg_no', 'rpt_date'] },
  '4506': { label: '非结构化报告', list: 'data', batch: 1, what: ['file_name'] },
  '4601': { label: '输血信息', list: 'data', batch: 50, what: ['bld_time'] },
  '4602': { label: '生命体征测量记录', list: 'data', batch: 40, what: ['rcd_time'] },
  '4701': { label: '电子病历', batch: 1, what: ['adm_time'] },
}

/** A field of 4506 longer than this is kept as a file, and the row holds its reference. */
const FILE_chars = 1_000

interface Payload extends JsonObject {
  /** 参保地医保区划 of the envelope; '' where the patient pays himself */
  insuplc_admdvs: string
  /** for the lists on screen, masked there */
  psn_name: string
  mdtrt_sn: string
  /** one row of the list, or the whole message */
  record: JsonObject
}

export function clinicalSources(deps: ClinicalDeps): UploadSource[] {
  return Object.entries(KINDS).map(([infno, kind]) => source(deps, infno, kind))
}

function source(deps: ClinicalDeps, infno: string, { label, list, batch, what }: Kind): UploadSource {
  const payloadOf = (row: UploadRow) => row.payload as Payload
  return {
    id: `clinical.${infno}`,
    label,
    group: '临床',
    family: 'nhsa',
    infno,
    batch,
    view: `clinical.${infno}`,
    replaces: true,
    read: async (record) => [await rowOf(deps, infno, list, what, record)],
    together: (row) => payloadOf(row).mdtrt_sn,
    message(rows) {
      const first = payloadOf(rows[0]!)
      const input = list ? { [list]: rows.map((row) => payloadOf(row).record) } : first.record
      return { input, ...(first.insuplc_admdvs ? { insuplc: first.insuplc_admdvs } : {}) }
    },
    check: (row) => unregistered(payloadOf(row)),
  }
}

/**
 * A record names what the standard names, and beside it psn_name and insuplc_admdvs, which the message has no
 * place for. 就诊ID and 人员编号 of a visit that was registered from here are filled in.
 */
async function rowOf(
  deps: ClinicalDeps,
  infno: string,
  list: string | undefined,
  what: readonly string[],
  { key, data }: HisRecord,
): Promise<NewUpload> {
  const { psn_name = '', insuplc_admdvs = '', ...bare } = data
  const { input } = deps.contract(infno)
  const carries = input.some((node) => node.name === list && node.fields.some((f) => f.name === 'psn_name'))
  const given = carries ? { ...bare, psn_name } : bare
  const record = infno === '4506' ? await withoutFile(deps.files, given) : given
  const heads = list ? [record] : headsOf(deps.contract(infno), record)
  const head = heads[0] ?? {}
  const mdtrt_sn = String(head.mdtrt_sn ?? '')
  const known = head.mdtrt_id || !mdtrt_sn ? null : await deps.visitOf(mdtrt_sn)
  if (known) for (const each of heads) Object.assign(each, { mdtrt_id: known.mdtrt_id, psn_no: known.psn_no })
  const fields = { ...record, ...head }
  const about = what.map((name) => String(fields[name] ?? '')).filter(Boolean)
  return {
    key,
    psn_no: String(head.psn_no ?? ''),
    title: [maskName(String(psn_name)), ...about].filter(Boolean).join(' ').slice(0, 100),
    payload: {
      insuplc_admdvs: known?.insuplc_admdvs ?? insuplc_admdvs,
      psn_name,
      mdtrt_sn,
      record,
    },
  }
}

/** The objects of a whole message that say whose visit it is: the node, or its rows, that has mdtrt_sn and psn_no. */
function headsOf(contract: Contract, record: JsonObject): JsonObject[] {
  return contract.input
    .filter(
      ({ fields }) => fields.some((f) => f.name === 'mdtrt_sn') && fields.some((f) => f.name === 'psn_no'),
    )
    .flatMap(({ name }) => asRows(record[name]))
}

const asRows = (node: Json | undefined): JsonObject[] =>
  (Array.isArray(node) ? node : node && typeof node === 'object' ? [node] : []) as JsonObject[]

async function withoutFile(files: FileStore, record: JsonObject): Promise<JsonObject> {
  const text = record.exam_test_rpot
  if (typeof text !== 'string' || text.length < FILE_chars) return record
  return { ...record, exam_test_rpot: await files.put(Buffer.from(text, 'base64')) }
}

/** 医保病人必填 (note of mdtrt_id and psn_no): both, or neither of one who pays himself. */
function unregistered({ record, insuplc_admdvs }: Payload): string | null {
  const insured = insuplc_admdvs !== '' || findField(record, 'psn_no') !== ''
  if (!insured) return null
  if (findField(record, 'mdtrt_id') === '')
    return '就诊ID：医保病人必填。这次就诊还没有在医保登记，或不是在本机登记的'
  return findField(record, 'psn_no') === '' ? '人员编号：医保病人必填' : null
}

/** The first value of that name, at the top or one node down. */
function findField(record: JsonObject, name: string): string {
  const places = [record, ...Object.values(record).flatMap((node) => asRows(node))]
  return String(places.find((place) => place[name])?.[name] ?? '')
}
