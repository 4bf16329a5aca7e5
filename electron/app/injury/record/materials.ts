import {
  MATERIAL_MOST_bytes,
  MATERIALS_A_CALL,
  type ShownFile,
} from '../../../../shared/api/injury-record.ts'
import type { JsonObject } from '../../../../shared/contract.ts'
import { fail, GuitaiError } from '../../../../shared/errors.ts'
import type { InjuryCase } from '../../../../shared/injury.ts'
import type { ApiInput } from '../../../../shared/ipc.ts'
import { datetime } from '../../../../shared/msgid.ts'
import { node } from '../../../../shared/settlement.ts'
import type { DocRow } from '../../../journal/port.ts'
import type { Caller } from '../../registry.ts'
import { extOf, hashOf } from '../../sichuan/pictures.ts'
import { loadCase } from '../store.ts'
import { businessesOf } from './businesses.ts'
import {
  asJson,
  audited,
  loadDoc,
  MATERIAL,
  type MaterialData,
  materialOf,
  movable,
  type Office,
  officeOf,
  type RecordDeps,
  rowWith,
} from './deps.ts'
import { about, type Carried } from './effects.ts'
import { said } from './facts.ts'
import { blockedOf, materialDocs } from './materials-view.ts'
import { encounterOf, numberOf, whoOf } from './parts.ts'

/** Takes a kept file up. Throws `invalid` for another kind of file, one too large, or one that is there already. */
export async function attach(
  deps: RecordDeps,
  caller: Caller,
  { encounterId, ref, name, mat_type, biz_sn }: ApiInput<'injury.record.attach'>,
): Promise<void> {
  const { by } = await officeOf(deps, caller)
  const of = await loadCase(deps.journal, encounterId)
  const businesses = await businessesOf(deps, of)
  const blocked = blockedOf(of, businesses)
  if (blocked) fail('conflict', blocked, '没有保存。', '请先办完前面的步骤。')
  const bytes = await deps.files.get(ref)
  const file_type = extOf(bytes)
  if (!file_type) fail('invalid', `${name} 不是 JPG、PNG 或 PDF 文件`, '没有保存。', '请换一个文件。')
  if (bytes.length > MATERIAL_MOST_bytes)
    fail('invalid', `${name} 超过 ${MATERIAL_MOST_bytes / 1_000_000} MB`, '没有保存。', '请压缩后重选。')
  const file_hash = hashOf(bytes)
  const there = (await materialDocs(deps, encounterId)).find(
    (row) => materialOf(row).file_hash === file_hash && row.state !== 'undone',
  )
  if (there)
    fail('invalid', `${name} 已经在列表里（${materialOf(there).name}）`, '没有保存。', '请换一个文件。')
  const business = businesses.find((one) => one.biz_sn === biz_sn) ?? businesses[0]
  const data: MaterialData = {
    ...{ family: of.family, ref, name, file_type, file_size: bytes.length, file_hash, mat_type },
    ...{ biz_code: business?.biz_code ?? '', biz_sn: business?.biz_sn ?? '', aae013: '' },
    ...{ sent: null, why: '', undone: null },
  }
  await deps.journal.commit([
    {
      t: 'doc',
      expect: 0,
      put: {
        ...{ kind: MATERIAL, id: `${encounterId} ${numberOf(deps)} ${file_hash.slice(0, 8)}`, state: 'new' },
        ...{ subject: encounterId, text: name, data: asJson(data), ...by, at: deps.now() },
      },
    },
  ])
}

async function inHand(deps: RecordDeps, id: string, version: number) {
  const row = await loadDoc(deps, MATERIAL, id)
  await movable(deps, row, version)
  return { row, data: materialOf(row), of: await loadCase(deps.journal, encounterOf(id)) }
}

/** What a file is and what it proves; once it stands at the platform that is fixed. */
export async function describe(
  deps: RecordDeps,
  { id, version, mat_type, biz_sn, aae013 }: ApiInput<'injury.record.describe'>,
): Promise<string> {
  const { row, data, of } = await inHand(deps, id, version)
  if (row.state === 'sent') fail('conflict', '已上传的附件不能修改', '没有改变。', '请撤销后重新上传。')
  const business = (await businessesOf(deps, of)).find((one) => one.biz_sn === biz_sn)
  const next: MaterialData = {
    ...data,
    ...(mat_type === undefined ? {} : { mat_type }),
    ...(business ? { biz_sn: business.biz_sn, biz_code: business.biz_code } : {}),
    ...(aae013 === undefined ? {} : { aae013 }),
  }
  const put = rowWith(row, { data: asJson(next), at: deps.now() })
  await deps.journal.commit([{ t: 'doc', put, expect: row.version }])
  return of.encounterId
}

/** Takes a file out that does not stand at the platform. */
export async function detach(
  deps: RecordDeps,
  { id, version }: ApiInput<'injury.record.detach'>,
): Promise<string> {
  const { row, data, of } = await inHand(deps, id, version)
  if (data.sent) fail('conflict', '已上传的附件不能删除', '没有改变。', '请先撤销。')
  await deps.journal.commit([{ t: 'doc.drop', kind: MATERIAL, id, expect: row.version }])
  return of.encounterId
}

/** Sends files, ten a call, those of one business together. Throws the fault of the first call that failed. */
export async function sendMaterials(
  deps: RecordDeps,
  caller: Caller,
  { encounterId, ids }: ApiInput<'injury.record.sendMaterials'>,
): Promise<void> {
  const office = await officeOf(deps, caller)
  const of = await loadCase(deps.journal, encounterId)
  const blocked = blockedOf(of, await businessesOf(deps, of))
  if (blocked) fail('conflict', blocked, '没有发送。', '请先办完前面的步骤。')
  const found = await deps.journal.docs({ kind: MATERIAL, ids, order: 'id', limit: ids.length })
  const chosen = found.filter((row) => row.subject === encounterId && row.state !== 'sent')
  for (const row of chosen) await movable(deps, row, row.version)
  const bare = chosen.find((row) => materialOf(row).mat_type === '')
  if (bare) fail('invalid', `${materialOf(bare).name}：材料类别不能为空`, '没有发送。', '请选择材料类别。')
  if (chosen.length === 0) fail('invalid', '没有要上传的附件', '没有发送。', '请先选择文件。')
  const groups = Map.groupBy(chosen, (row) => materialOf(row).biz_sn)
  for (const group of groups.values()) {
    for (let i = 0; i < group.length; i += MATERIALS_A_CALL)
      await sendCall(office, of, group.slice(i, i + MATERIALS_A_CALL))
  }
}

async function sendCall(office: Office, of: InjuryCase, chosen: readonly DocRow[]): Promise<void> {
  const { deps } = office
  const infno = of.family === 'gs' ? 'GS1002' : 'GYU002'
  const carried: Carried[] = chosen.map((row, i) => ({
    ...{ put: rowWith(row, {}), expect: row.version, no: i + 1 },
  }))
  const ids = chosen.map(({ id }) => id)
  await deps.journal.commit([
    audited(office, 'injury.material.send', of.encounterId, { infno, count: ids.length }),
  ])
  const outcome = await office.send({
    ...{ family: of.family, infno, input: inputOf(office, of, chosen.map(materialOf)) },
    ...{ encounterId: of.encounterId, ...whoOf(of), purpose: 'injury.material.sent' },
    local: { carried: asJson(carried), rec: ids, rows: ids.length },
  })
  if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
}

const fileOf = ({ mat_type, name, file_type, file_size, file_hash, ref }: MaterialData): JsonObject => ({
  ...{ mat_type, file_name: name, file_type, file_size, file_hash, file_data: ref },
})

function inputOf({ deps, by }: Office, of: InjuryCase, files: readonly MaterialData[]): JsonObject {
  const [first] = files
  if (of.family === 'gy') {
    const list = files.map((one, i) => ({
      ...{ row_no: i + 1, biz_code: one.biz_code, biz_sn: one.biz_sn, ...fileOf(one) },
    }))
    return { list }
  }
  return {
    data: {
      ...{ akb020: deps.names('gs').akb020, aac001: of.person?.psn_no ?? '', akc190: of.mdtrt_id ?? '' },
      ...{ biz_code: first?.biz_code ?? '', biz_sn: first?.biz_sn ?? '' },
      ...{ aae011: by.opterName, aae036: datetime(deps.now()) },
      matinfo: files.map((one, i) => ({ xh: i + 1, ...fileOf(one), aae013: one.aae013 })),
    },
  }
}

/** GS1003, by the platform's own number of the file. Throws the outcome's fault. */
export async function withdraw(
  deps: RecordDeps,
  caller: Caller,
  { id, version, reason }: ApiInput<'injury.record.withdraw'>,
): Promise<string> {
  const office = await officeOf(deps, caller)
  const { data, of } = await inHand(deps, id, version)
  if (of.family !== 'gs') fail('conflict', '跨省工伤的附件随结算一起撤销', '没有发送。', '请撤销结算。')
  if (!data.sent) fail('conflict', '这个附件没有上传', '没有发送。', '不要的可以直接删除。')
  if (data.sent.number === '')
    fail('conflict', '平台没有告知这个附件的材料编号', '没有发送。', '请与经办机构联系撤销。')
  const input = {
    data: {
      ...{
        akb020: deps.names('gs').akb020,
        mat_id: data.sent.number,
        biz_sn: data.biz_sn,
        undo_reason: reason,
      },
      ...{ aae011: office.by.opterName, aae036: datetime(deps.now()) },
    },
  }
  await deps.journal.commit([audited(office, 'injury.material.undo', id, { reason })])
  const outcome = await office.send({
    ...{ family: 'gs', infno: 'GS1003', input, encounterId: of.encounterId, ...whoOf(of) },
    ...{ purpose: 'injury.material.undone', local: about(id, MATERIAL, { reason }) },
  })
  if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
  return of.encounterId
}

/** What a file of a case holds. It may be an identity paper: who looked at it is kept. */
export async function file(deps: RecordDeps, caller: Caller, id: string): Promise<ShownFile> {
  const row = await loadDoc(deps, MATERIAL, id)
  const { encounterId } = await loadCase(deps.journal, row.subject)
  const { name, file_type, mat_type, ref } = materialOf(row)
  const content = (await deps.files.get(ref)).toString('base64')
  const seen = audited({ by: caller.operator!, deps }, 'injury.material.view', encounterId, { id, mat_type })
  await deps.journal.commit([seen])
  return { name, file_type, content, sound: null }
}

/** GYD054: one file by the number that another answer gave; its hash is checked after decoding. */
export async function download(
  deps: RecordDeps,
  caller: Caller,
  { encounterId, file_id }: ApiInput<'injury.record.download'>,
): Promise<ShownFile> {
  const office = await officeOf(deps, caller)
  const of = await loadCase(deps.journal, encounterId)
  if (of.family !== 'gy') fail('conflict', '只有跨省工伤有附件下载', '没有发送。')
  const outcome = await office.send({ family: 'gy', infno: 'GYD054', input: { data: { file_id } } })
  if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
  const shown = await shownOf(deps, node(outcome.output, 'data') ?? {})
  await deps.journal.commit([audited(office, 'injury.material.download', encounterId, { file_id })])
  return shown
}

/** A file as an answer gives it: its content, or the reference under which the answer's content is kept. */
export async function shownOf({ files }: RecordDeps, told: JsonObject): Promise<ShownFile> {
  const content = said(told, 'file_data')
  const bytes = content.startsWith('file:') ? await files.get(content) : Buffer.from(content, 'base64')
  const hash = said(told, 'file_hash').toLowerCase()
  return {
    name: said(told, 'file_name'),
    file_type: extOf(bytes) ?? said(told, 'file_type').toLowerCase(),
    content: bytes.toString('base64'),
    sound: hash === '' ? null : hash === hashOf(bytes),
  }
}
