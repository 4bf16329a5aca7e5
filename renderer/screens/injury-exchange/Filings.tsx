import { useState } from 'react'
import type { ExchangeOptions, ExchangeRow } from '../../../shared/api/injury-exchange.ts'
import { call } from '../../bridge.ts'
import { recordOf } from '../../components/contract/form.ts'
import { useKeys } from '../../keys.ts'
import { useCommand } from '../../stores/ask.ts'
import { NextButton } from '../common/NextButton.tsx'
import { ChangeBox } from './ChangeBox.tsx'
import { Detail } from './Detail.tsx'
import { DraftForm } from './DraftForm.tsx'
import { RecordList, useRecords } from './Records.tsx'
import { ReviewBox } from './ReviewBox.tsx'
import { choose, turn, useExchange } from './store.ts'

/** 备案: applications to be decided, and filings that are changed or ended; new ones of the province's own. */
export function Filings({ options }: { options: ExchangeOptions }) {
  const draft = useExchange((s) => s.draft)
  if (draft?.is === 'filing')
    return <DraftForm draft={draft} onDone={done('GYD006', '本地备案已登记，正在上传')} />
  return <Lists options={options} />
}

export const done = (code: string, words: string) => (row: ExchangeRow) => {
  choose(code, row.id)
  turn({ draft: null, said: `${words}：${row.facts.aac003 ?? row.facts.akb021 ?? row.id}` })
}

function Lists({ options }: { options: ExchangeOptions }) {
  const records = useRecords('filings', ['GYD001', 'GYD006'], options)
  const command = useCommand()
  const [box, setBox] = useState<ExchangeRow | null>(null)
  const { code, row, again } = records
  const acts = code === 'GYD001' ? row?.state === 'waiting' : row?.state === 'valid'
  const label = code === 'GYD001' ? '审核' : '变更'
  const can = options.agency && acts === true && !command.busy
  const open = () => can && setBox(row)
  const create = () =>
    command.run('新增本地备案', async () => {
      const { code: of, input } = await call('injury.exchange.draft', { is: 'filing' })
      turn({ draft: { is: 'filing', code: of, value: recordOf(input), papers: [] }, said: '' })
    })
  useKeys({
    ...(options.agency
      ? {
          F8: { label, run: open, enabled: can },
          'Alt+N': { label: '新增本地备案', run: create, enabled: !command.busy },
        }
      : {}),
  })
  const close = () => setBox(null)
  const finish = (words: string) => (one: ExchangeRow) => {
    close()
    turn({ said: `${words}：${one.facts.aac003 ?? ''}` })
    again()
  }
  return (
    <div className="x-body">
      <RecordList records={records} fault={command.fault} onOpen={open} />
      {row ? (
        <Detail code={code} row={row}>
          {options.agency && acts && <NextButton label={label} hotkey="F8" blocked={!can} onPress={open} />}
        </Detail>
      ) : (
        <aside className="panel x-side">
          <p className="quiet">选中一条以后，这里是它的全部内容、工伤认定和附件。</p>
        </aside>
      )}
      {box && code === 'GYD001' && (
        <ReviewBox row={box} onClose={close} onDone={finish('审核结果已登记，正在上传')} />
      )}
      {box && code === 'GYD006' && (
        <ChangeBox row={box} onClose={close} onDone={finish('备案变更已登记，正在上传')} />
      )}
    </div>
  )
}
