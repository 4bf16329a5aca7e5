import { useState } from 'react'
import type { ExchangeOptions } from '../../../shared/api/injury-exchange.ts'
import { call } from '../../bridge.ts'
import { useKeys } from '../../keys.ts'
import { useCommand } from '../../stores/ask.ts'
import { NextButton } from '../common/NextButton.tsx'
import { Detail } from './Detail.tsx'
import { PersonBox } from './PersonBox.tsx'
import { RecordList, useRecords } from './Records.tsx'
import { turn } from './store.ts'

const CODES = [
  ...['GYD101', 'GYD103', 'GYD102', 'GYD004', 'GYD003', 'GYD005'],
  ...['GYD401', 'GYD402', 'GYD403', 'GYD404'],
]

/** 入院与结算: what came of stays, lines, settlements and deductions; what was taken back is marked. */
export function Stays({ options }: { options: ExchangeOptions }) {
  const records = useRecords('stays', CODES, options)
  const command = useCommand()
  const [asking, setAsking] = useState(false)
  const { code, row, again } = records
  const isStay = code === 'GYD101' && row !== null && row.state !== 'undone'
  const fetchLines = () =>
    command.run('下载费用明细', async () => {
      const { akb020 = '', akc190 = '' } = row!.facts
      const { words } = await call('injury.exchange.run', { code: 'GYD102', akb020, akc190 })
      turn({ said: `${akc190} 费用明细：${words}` })
      again()
    })
  const showLines = () => {
    const akc190 = row?.facts.akc190 ?? ''
    records.list('GYD102')
    turn({ text: akc190 })
  }
  useKeys({
    F8: { label: '取费用明细', run: fetchLines, enabled: isStay && !command.busy },
    F6: { label: '看费用明细', run: showLines, enabled: Boolean(row?.facts.akc190) && code !== 'GYD102' },
    F10: { label: '按人查结算', run: () => setAsking(true), enabled: !command.busy },
  })
  return (
    <div className="x-body">
      <RecordList records={records} fault={command.fault} onOpen={() => isStay && void fetchLines()} />
      {row ? (
        <Detail code={code} row={row}>
          {isStay && (
            <NextButton
              label="取费用明细"
              hotkey="F8"
              blocked={command.busy}
              onPress={() => void fetchLines()}
            />
          )}
        </Detail>
      ) : (
        <aside className="panel x-side">
          <p className="quiet">选中一条以后，这里是它的全部内容；撤销过的写明原因和时间。</p>
        </aside>
      )}
      {asking && <PersonBox onClose={() => setAsking(false)} />}
    </div>
  )
}
