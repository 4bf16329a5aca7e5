import type { ExchangeOptions } from '../../../shared/api/injury-exchange.ts'
import { call } from '../../bridge.ts'
import { recordOf } from '../../components/contract/form.ts'
import { useKeys } from '../../keys.ts'
import { useCommand } from '../../stores/ask.ts'
import { NextButton } from '../common/NextButton.tsx'
import { Detail } from './Detail.tsx'
import { DraftForm } from './DraftForm.tsx'
import { done } from './Filings.tsx'
import { RecordList, useRecords } from './Records.tsx'
import { turn, useExchange } from './store.ts'

/** 机构: the agreement institutions that are known, and what the agency tells of its own (GYU009). */
export function Institutions({ options }: { options: ExchangeOptions }) {
  const draft = useExchange((s) => s.draft)
  if (draft?.is === 'institution')
    return <DraftForm draft={draft} onDone={done('GYD009', '协议机构信息已登记，正在上传')} />
  return <List options={options} />
}

function List({ options }: { options: ExchangeOptions }) {
  const records = useRecords('institutions', ['GYD009'], options)
  const command = useCommand()
  const { row } = records
  const begin = (id?: string) =>
    command.run('机构信息', async () => {
      const { code, input } = await call('injury.exchange.draft', {
        is: 'institution',
        ...(id ? { id } : {}),
      })
      turn({ draft: { is: 'institution', code, value: recordOf(input), papers: [] }, said: '' })
    })
  const idle = options.agency && !command.busy
  useKeys({
    ...(options.agency
      ? {
          F8: { label: '变更并上传', run: () => row && begin(row.id), enabled: idle && row !== null },
          'Alt+N': { label: '上报本机构', run: () => begin(), enabled: idle },
        }
      : {}),
  })
  return (
    <div className="x-body">
      <RecordList records={records} fault={command.fault} onOpen={(one) => idle && void begin(one.id)} />
      {row ? (
        <Detail code="GYD009" row={row}>
          {options.agency && (
            <NextButton label="变更并上传" hotkey="F8" blocked={!idle} onPress={() => void begin(row.id)} />
          )}
        </Detail>
      ) : (
        <aside className="panel x-side">
          <p className="quiet">
            {options.agency
              ? '新增或变更的协议机构审核通过后，由经办机构在 30 分钟内上传。'
              : '协议机构的信息由经办机构上传，这里只看。'}
          </p>
          {options.agency && (
            <NextButton label="上报本机构" hotkey="Alt+N" blocked={!idle} onPress={() => void begin()} />
          )}
        </aside>
      )}
    </div>
  )
}
