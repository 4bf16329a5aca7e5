import { useEffect, useState } from 'react'
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
  { key: 'own', combo: 'Alt+1', title: '本院处方', Body: Own },
  { key: 'outside', combo: 'Alt+2', title: '外购处方', Body: Outside },
  { key: 'inbox', combo: 'Alt+3', title: '平台来电', Body: Inbox },
] as const

/** 处方流转: what leaves the house, what comes in, and what the platform tells. */
export default function ErxScreen() {
  const [at, setAt] = useState<(typeof TABS)[number]['key']>('own')
  useEffect(watchEnter, [])
  useKeys(
    Object.fromEntries(
      TABS.map(({ combo, title, key }) => [combo, { label: title, run: () => setAt(key), quiet: true }]),
    ),
  )
  const { Body } = TABS.find(({ key }) => key === at)!
  return (
    <div className="rx-screen">
      <div className="rx-tabs" role="tablist" aria-label="处方流转">
        {TABS.map(({ key, combo, title }) => (
          <button
            type="button"
            role="tab"
            key={key}
            aria-selected={key === at}
            tabIndex={-1}
            onClick={() => setAt(key)}
          >
            {title} <kbd>{combo}</kbd>
          </button>
        ))}
      </div>
      <Body />
    </div>
  )
}
