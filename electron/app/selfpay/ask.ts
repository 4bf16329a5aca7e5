import type { SelfpayTable } from '../../../shared/api/selfpay.ts'
import type { Contract, Field, JsonObject } from '../../../shared/contract.ts'
import { maskDeep } from '../../../shared/mask.ts'
import { rows } from '../../../shared/settlement.ts'
import { mustSettle, type Sender } from '../office.ts'
import type { BodyData, SelfpayDeps, StayRow } from './deps.ts'
import { textOf } from './mend.ts'

const PAGE = 100
const MOST_PAGES = 100

/** fixmedinsMdtrtId → fixmedins_mdtrt_id: the queries answer in another spelling (4207–4209, rules). */
const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** All pages of one of the three queries. Throws the outcome's fault. */
async function pages(send: Sender, infno: string, key: JsonObject): Promise<JsonObject[]> {
  const all: JsonObject[] = []
  for (let page_num = 1; page_num <= MOST_PAGES; page_num++) {
    const input = { ...key, page_num, page_size: PAGE }
    const page = rows(await mustSettle(send({ family: 'nhsa', infno, input })), 'data')
    all.push(...page)
    if (page.length < PAGE) break
  }
  return all
}

const COLUMNS: Record<string, string> = {
  '4208': `psnName psnCertType certno gend brdy begntime endtime medType iptOtpNo medrcdno admDeptName dscgDeptName
    chfpdrName dscgMaindiagCode dscgMaindiagName dscgWay iptDays medfeeSumamt tel addr elecBillnoCode cpltFlag`,
  '4209': 'inoutDiagType diagType maindiagFlag diagSrtNo diagCode diagName diagDept diagDrName diagTime',
  '4207': `bkkpSn feeOcurTime medinsListName medListCodg cnt pric detItemFeeSumamt fulamtOwnpayAmt overlmtSelfpay
    preselfpayAmt inscpAmt bilgDeptName bilgDrName`,
}

interface Beside {
  infno: string
  ours: JsonObject[]
  theirs: JsonObject[]
  /** what tells one row from another */
  key: (row: JsonObject, read: (name: string) => string) => string
}

/** Ours and theirs row by row, by the labels of the query's contract. */
function table(contract: Contract, { infno, ours, theirs, key }: Beside): SelfpayTable {
  const wanted = (COLUMNS[infno] ?? '').split(/\s+/)
  const known = contract.output.find((node) => node.name === 'data')?.fields ?? []
  const all = wanted.flatMap((name) => known.filter((field) => field.name === name))
  const own = (row: JsonObject, field: Field) => textOf(row[snake(field.name)])
  const fields = all.filter((field) =>
    [...ours.map((row) => own(row, field)), ...theirs.map((row) => textOf(row[field.name]))].some(Boolean),
  )
  const keyOfOurs = (row: JsonObject) => key(row, (name) => textOf(row[snake(name)]))
  const keyOfTheirs = (row: JsonObject) => key(row, (name) => textOf(row[name]))
  const there = new Map(theirs.map((row) => [keyOfTheirs(row), row] as const))
  const here = new Set(ours.map(keyOfOurs))
  const cells = (a: JsonObject | null, b: JsonObject | null) =>
    fields.map((field) => ({ ours: a ? own(a, field) : '', theirs: b ? textOf(b[field.name]) : '' }))
  const pairs = ours.map((row) => {
    const found = there.get(keyOfOurs(row)) ?? null
    const state = !found ? 'onlyHere' : agree(row, found, fields) ? 'same' : 'differs'
    return { state: state as SelfpayTable['rows'][number]['state'], cells: cells(row, found) }
  })
  const extra = theirs
    .filter((row) => !here.has(keyOfTheirs(row)))
    .map((row) => ({ state: 'onlyThere' as const, cells: cells(null, row) }))
  const masked = [...pairs, ...extra].map((row) => ({
    ...row,
    cells: row.cells.map((c, i) => hide(c, fields[i]!)),
  }))
  return { infno, label: contract.name, columns: fields.map(({ label }) => label), rows: masked }
}

/** What both say, compared; a field that one side does not keep tells nothing. */
function agree(ours: JsonObject, theirs: JsonObject, fields: readonly Field[]): boolean {
  return fields.every((field) => {
    const [a, b] = [textOf(ours[snake(field.name)]), textOf(theirs[field.name])]
    if (!a || theirs[field.name] === undefined) return true
    return field.type === 'number' || field.type === 'integer' ? Number(a) === Number(b) : a === b
  })
}

function hide(cell: { ours: string; theirs: string }, { name }: Field) {
  const as = name === 'addr' ? 'tel' : snake(name)
  const one = (value: string) => maskDeep({ [as]: value })[as] ?? ''
  return { ours: one(cell.ours), theirs: one(cell.theirs) }
}

/** 4208, 4209 and 4207 of one stay beside what we have. */
export async function askAll(deps: SelfpayDeps, stay: StayRow, body: BodyData, send: Sender) {
  const { fixmedins_code, fixmedins_name } = deps
  const key = { fixmedins_mdtrt_id: stay.id, fixmedins_code }
  const { psn_cert_type = '', certno = '' } = body.mdtrt
  const visits = await pages(send, '4208', { psn_cert_type, certno })
  const visit = visits.filter((row) => textOf(row.fixmedinsMdtrtId) === stay.id)
  const [diags, fees] = [await pages(send, '4209', key), await pages(send, '4207', key)]
  const mdtrt = { ...body.mdtrt, ...key, fixmedins_name }
  const tables = [
    table(deps.contract('4208'), { infno: '4208', ours: [mdtrt], theirs: visit, key: () => stay.id }),
    table(deps.contract('4209'), {
      ...{ infno: '4209', ours: body.diags, theirs: diags },
      key: (_, read) => `${read('inoutDiagType')} ${read('diagSrtNo')} ${read('diagCode')}`,
    }),
    table(deps.contract('4207'), {
      ...{ infno: '4207', ours: body.fees, theirs: fees },
      key: (_, read) => read('bkkpSn'),
    }),
  ]
  return { cplt_flag: textOf(visit[0]?.cpltFlag), tables }
}
