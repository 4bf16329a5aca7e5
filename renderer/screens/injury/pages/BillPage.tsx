import type { KeyboardEvent } from 'react'
import type { InjuryView } from '../../../../shared/api/injury.ts'
import type { InjuryLine } from '../../../../shared/injury.ts'
import { DataTable } from '../../../components/DataTable.tsx'
import { Entry } from '../../common/Entry.tsx'
import { focusOn } from '../../common/focus.ts'
import { edit } from '../commands.ts'
import { mayCharge, refusal } from '../next.ts'
import { chooseRow, useInjury } from '../store.ts'
import { BILL_COLUMNS } from './columns.tsx'

/** 费用 of an outpatient: Space says whether a line belongs to the injury, Delete takes it off. */
export function BillPage({ view, busy }: { view: InjuryView; busy: boolean }) {
  const { lines, kind } = view.case
  const canEdit = mayCharge(view) && !busy
  const chosen = useInjury((s) => s.chosenRow.line)
  const at = lines.findIndex(({ sn }) => sn === chosen)
  const onKeyDown = (event: KeyboardEvent) => {
    const line = lines[at]
    if ((event.target as HTMLElement).role !== 'grid' || event.ctrlKey || event.altKey) return
    if (event.key === 'ArrowDown' && at >= lines.length - 1) focusOn('entry')
    else if (line && canEdit && event.key === ' ') turn(line)
    else if (line && canEdit && event.key === 'Delete') remove(lines, at)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="a-table">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the grid inside has the focus; this adds its keys */}
      <div
        className="v-lines"
        data-focus="page"
        onKeyDownCapture={onKeyDown}
        onFocus={(event) => {
          if ((event.target as HTMLElement).role === 'grid' && at < 0)
            chooseRow('line', lines.at(-1)?.sn ?? null)
        }}
      >
        <div className="i-grid" data-focus="lines">
          <DataTable<InjuryLine>
            label="费用明细"
            columns={BILL_COLUMNS}
            rows={lines}
            rowKey={({ sn }) => sn}
            selected={chosen}
            onSelect={({ sn }) => chooseRow('line', sn)}
            rowClass={({ injury }) => (injury ? undefined : 'i-apart')}
            empty={
              refusal(view) === null ? (
                <>
                  还没有费用。按 <kbd>F4</kbd> 从 HIS 取待收的处方和检查单，或在下面按代码、名称、拼音录入
                  {kind === 'device' && '配置的器具'}。
                </>
              ) : (
                <>
                  工伤基金不支付，费用不取到这里。这次按医保或自费在“门诊收费”（<kbd>F5</kbd>）收取；按{' '}
                  <kbd>Alt+N</kbd> 办下一位。
                </>
              )
            }
          />
        </div>
      </div>
      {canEdit && lines.length > 0 && (
        <p className="a-hint">
          <kbd>Space</kbd> 工伤 / 非工伤 <kbd>Del</kbd> 删除 <kbd>Ins</kbd> 录入
        </p>
      )}
      <Entry
        key={view.case.encounterId}
        canEdit={canEdit}
        onAdd={(medins_list_codg, cnt) => void edit('injury.addLine', { medins_list_codg, cnt })}
      />
    </div>
  )
}

export const turn = ({ sn, injury }: InjuryLine) => void edit('injury.markLine', { sn, injury: !injury })

function remove(lines: InjuryLine[], at: number) {
  const neighbour = lines[at + 1] ?? lines[at - 1]
  chooseRow('line', neighbour?.sn ?? null)
  void edit('injury.removeLine', { sn: lines[at]!.sn })
  if (!neighbour) focusOn('entry')
}
