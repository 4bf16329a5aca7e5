import { useEffect, useRef } from 'react'
import { useKeys } from '../../keys.ts'
import { watchEnter } from '../common/enter.ts'
import { AllBox, ImportBox, WithdrawBox } from './boxes.tsx'
import { Items } from './Items.tsx'
import { screenKeys } from './keymap.ts'
import { Side } from './Side.tsx'
import { approve, approveAll, importApply, type Screen, useScreen, withdraw } from './screen.ts'
import '../common/fields.css'
import '../common/parts.css'
import '../common/money.css'
import './mapping.css'

/** 目录对照: the items of the price list, and beside the one chosen what it may be in the national catalogue. */
export default function MappingScreen() {
  const screen = useScreen()
  const file = useRef<HTMLInputElement>(null)
  useEffect(watchEnter, [])
  useKeys(screenKeys(screen, () => file.current?.click()))
  const { row, command, box } = screen
  return (
    <div className="columns m-screen">
      <Items screen={screen} file={file} />
      {row ? (
        <Side
          key={`${row.id} ${row.version}`}
          row={row}
          busy={command.busy}
          fault={box === null && command.fault?.fields?.length ? command.fault : null}
          onApprove={(wish) => void approve(screen, row, wish)}
        />
      ) : (
        <aside className="panel quiet">选中一个院内项目，这里列出医保目录里可能相同的。</aside>
      )}
      <Boxes screen={screen} />
    </div>
  )
}

function Boxes({ screen }: { screen: Screen }) {
  const { box, row, list, look, command, setBox } = screen
  const common = { busy: command.busy, fault: command.fault, onClose: () => setBox(null) }
  if (box?.is === 'all') {
    const kind = list.value?.kinds.find(({ list_type }) => list_type === look.list_type)?.label ?? ''
    return <AllBox {...common} count={list.value?.sure ?? 0} kind={kind} onOk={() => approveAll(screen)} />
  }
  if (box?.is === 'withdraw' && row)
    return <WithdrawBox {...common} row={row} onOk={(reason) => withdraw(screen, row, reason)} />
  if (box?.is === 'import')
    return <ImportBox {...common} preview={box.preview} onOk={() => void importApply(screen, box.preview)} />
  return null
}
