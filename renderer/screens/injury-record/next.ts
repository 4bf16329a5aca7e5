import type { RecordPart } from '../../../shared/api/injury-record.ts'
import type { PartFault } from './jump.ts'

/** What is to be done next with the parts of a tab. */
export interface NextStep {
  label: string
  send: RecordPart[]
  fault: { part: RecordPart; fault: PartFault } | null
  /** all of them stand at the platform */
  over: boolean
}

/** The one next action: what is missing is filled in first, then all goes up together. */
export function nextOf(parts: readonly RecordPart[], at: RecordPart): NextStep {
  const order = [at, ...parts.filter(({ id }) => id !== at.id)]
  const short = order.find(({ faults, state }) => faults.length > 0 && state !== 'sent')
  const ready = parts.filter(
    ({ state, faults, doubtful, blocked }) =>
      state !== 'sent' && faults.length === 0 && !doubtful && blocked === '',
  )
  if (short) {
    const fault = { ...short.faults[0]!, part: short.id }
    const label = short.id === at.id ? `补填 ${fault.label}` : `补填 ${short.label}`
    return { label, send: [], fault: { part: short, fault }, over: false }
  }
  if (ready.length > 0) {
    const label = ready.length === 1 ? `上传${ready[0]!.label}` : `上传 ${ready.length} 项`
    return { label, send: ready, fault: null, over: false }
  }
  const held = parts.some(({ doubtful }) => doubtful)
  const early = parts.find(({ blocked, state }) => blocked !== '' && state !== 'sent')
  const label = held ? '等待查证' : (early?.blocked ?? '已全部上传，回列表')
  return { label, send: [], fault: null, over: !held && !early }
}
