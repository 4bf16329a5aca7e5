import { useEffect, useState } from 'react'
import { Tabs } from '../../components/Tabs.tsx'
import { useKeys } from '../../keys.ts'
import { watchEnter } from '../common/enter.ts'
import { Inbox } from './Inbox.tsx'
import { Outside } from './Outside.tsx'
import { Own } from './Own.tsx'
import '../common/layout.css'
import '../common/fields.css'
import '../common/parts.css'
import './erx.css'

const TABS = [
  { key: 'own', title: '本院处方', Body: Own },
  { key: 'outside', title: '外购处方', Body: Outside },
  { key: 'inbox', title: '平台来电', Body: Inbox },
] as const

/** 处方流转: what leaves the house, what comes in, and what the platform tells. */
export default function ErxScreen() {
  const [at, setAt] = useState<(typeof TABS)[number]['key']>('own')
  useEffect(watchEnter, [])
  useKeys(
    Object.fromEntries(
      TABS.map(({ title, key }, i) => [`Alt+${i + 1}`, { label: title, run: () => setAt(key), quiet: true }]),
    ),
  )
  const { Body } = TABS.find(({ key }) => key === at)!
  return (
    <div className="rx-screen">
      <Tabs label="处方流转" tabs={TABS} at={at} onTurn={(key) => setAt(key)} />
      <Body />
    </div>
  )
}
