import { type KeyboardEvent, useState } from 'react'
import type { InjuryView } from '../../../../shared/api/injury.ts'
import type { InjuryCase } from '../../../../shared/injury.ts'
import { type Column, DataTable } from '../../../components/DataTable.tsx'
import { Money } from '../../../components/Money.tsx'
import { edit } from '../commands.ts'

type Device = InjuryCase['devices'][number]

const COLUMNS: readonly Column<Device>[] = [
  { key: 'name', title: '辅助器具', render: (one) => <b>{one.name}</b> },
  { key: 'no', title: '确认编号', width: 180, render: (one) => <span className="v-num">{one.dev_no}</span> },
  { key: 'cnt', title: '数量', width: 70, align: 'right', render: (one) => one.cnt },
  {
    key: 'limit',
    title: '限额',
    width: 110,
    align: 'right',
    render: (one) => (one.limitFen === null ? '不限' : <Money fen={one.limitFen} />),
  },
]

/** The confirmed devices that this settlement is for; Delete leaves one for another time. */
export function Devices({ view, off }: { view: InjuryView; off: boolean }) {
  const { kind, devices } = view.case
  const [chosen, setChosen] = useState<string | null>(null)
  if (kind !== 'device') return null
  const at = Math.max(
    0,
    devices.findIndex(({ dev_no }) => dev_no === chosen),
  )
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Delete' || off || devices.length < 2) return
    event.preventDefault()
    event.stopPropagation()
    const rest = devices.filter((_, i) => i !== at)
    void edit('injury.setHeader', { devices: rest.map(({ dev_no }) => dev_no) })
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the grid inside has the focus; this adds its keys
    <div className="a-diagnoses" data-focus="devices" onKeyDown={onKeyDown}>
      <p className="a-diag-head">
        <span className="v-label">已确认配置的辅助器具</span>
        {!off && devices.length > 1 && (
          <small className="v-dim">
            <kbd>Del</kbd> 这次不结
          </small>
        )}
      </p>
      <DataTable<Device>
        label="辅助器具"
        columns={COLUMNS}
        rows={devices}
        rowKey={({ dev_no }) => dev_no}
        selected={devices[at]?.dev_no ?? null}
        onSelect={({ dev_no }) => setChosen(dev_no)}
        empty="平台没有这位患者已确认、还没有结算的辅助器具；请先到参保地办理配置确认。"
      />
    </div>
  )
}
