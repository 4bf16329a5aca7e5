import { useState } from 'react'
import { Overview } from './Overview.tsx'
import { type Period, today } from './period.ts'
import { Run } from './Run.tsx'
import './reconcile.css'

/** 对账: the day and the month against the centre, and one comparison row by row. */
export default function ReconcileScreen() {
  const [period, setPeriod] = useState<Period>(() => today())
  const [open, setOpen] = useState<{ runId: string; clrTypeLabel: string } | null>(null)
  return open ? (
    <Run {...open} onBack={() => setOpen(null)} />
  ) : (
    <Overview
      period={period}
      onPeriod={setPeriod}
      onRun={(runId, clrTypeLabel) => setOpen({ runId, clrTypeLabel })}
    />
  )
}
