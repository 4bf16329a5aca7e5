import { useEffect } from 'react'
import { watchEnter } from '../common/enter.ts'
import { Case } from './Case.tsx'
import { useRecord } from './store.ts'
import { Worklist } from './Worklist.tsx'
import '../common/layout.css'
import '../common/fields.css'
import '../common/parts.css'
import './record.css'

/** 工伤病案: what is to be told of each case, and the record of one. */
export default function InjuryRecordScreen() {
  const open = useRecord((s) => s.open)
  useEffect(watchEnter, [])
  return open === null ? <Worklist /> : <Case key={open} encounterId={open} />
}
