import { useEffect } from 'react'
import { onScan } from '../../scanner.ts'
import { watchEnter } from '../common/enter.ts'
import { takeScan } from './actions.ts'
import { RxList } from './List.tsx'
import { Prescription } from './Prescription.tsx'
import { useDispense } from './store.ts'
import '../common/layout.css'
import '../common/fields.css'
import '../common/parts.css'
import '../common/money.css'
import './dispense.css'

/** 药房发药: the prescriptions of the day, and the one that is being handed out by scans. */
export default function DispenseScreen() {
  const rx = useDispense((s) => s.rx)
  useEffect(watchEnter, [])
  useEffect(() => onScan(takeScan), [])
  return rx ? <Prescription key={rx.rxno} rx={rx} /> : <RxList />
}
