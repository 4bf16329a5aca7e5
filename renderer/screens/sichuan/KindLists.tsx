import { type ReactNode, useState } from 'react'
import type { SichuanKind, SichuanRecord } from '../../../shared/api/sichuan.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import type { ApiOutput } from '../../../shared/ipc.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { type KeyMap, useKeys } from '../../keys.ts'
import { CentreBox } from './CentreBox.tsx'
import { begin, type Told, useRecords, useSubjects, useWork } from './hooks.ts'
import { RecordPane, SubjectPane } from './lists.tsx'
import type { About } from './store.ts'
import { UndoBox } from './UndoBox.tsx'
import { WORDS } from './words.ts'

export type SubjectChannel = 'sichuan.settlements' | 'sichuan.encounters'
type Row<C extends SubjectChannel> = ApiOutput<C>[number]

export interface Hands {
  record: SichuanRecord | null
  busy: boolean
  run: (label: string, work: () => Promise<string>) => Promise<boolean>
}

export interface KindListsProps<C extends SubjectChannel> {
  kind: SichuanKind
  told: [Told, (told: Told) => void]
  channel: C
  title: string
  empty: string
  columns: readonly Column<Row<C>>[]
  keyOf: (row: Row<C>) => string
  about: (row: Row<C>) => About
  who: (row: Row<C>) => string
  /** what is to be done comes first */
  arrange?: (rows: readonly Row<C>[]) => readonly Row<C>[]
  can?: (row: Row<C>) => boolean
  /** the centre's list: of what, and which fields */
  centre: { data: (row: Row<C>) => JsonObject; fields: readonly string[]; about?: boolean }
  /** when the centre's list is a screen of its own */
  centreBox?: (row: Row<C>, onClose: () => void) => ReactNode
  undoable?: (record: SichuanRecord) => boolean
  keys?: (hands: Hands) => KeyMap
  more?: ReactNode
}

/** What a record can be made of on the left, what was sent from here on the right. */
export function KindLists<C extends SubjectChannel>(props: KindListsProps<C>) {
  const { kind, keyOf, about, who, centre } = props
  const words = WORDS[kind]
  const [round, setRound] = useState(0)
  const records = useRecords(kind)
  const refresh = () => {
    setRound((n) => n + 1)
    records.again()
  }
  const { command, run, said, fault, tell } = useWork(refresh, props.told)
  const list = useSubjects(props.channel, command, round)
  const [chosen, setChosen] = useState<string | null>(null)
  const [box, setBox] = useState<'undo' | 'centre' | null>(null)
  const found: readonly Row<C>[] = list.asked.value ?? []
  const rows = props.arrange?.(found) ?? found
  const row = rows.find((one) => keyOf(one) === chosen) ?? rows[0] ?? null
  const record = records.row

  const busy = command.busy
  const canBegin = row !== null && !busy && (props.can?.(row) ?? true)
  const start = () =>
    row &&
    run(`填写${words.label}`, async () => {
      await begin(kind, about(row), who(row))
      return ''
    })
  const undoable = props.undoable ?? (({ state }: SichuanRecord) => state === 'stands')
  useKeys({
    ...list.keys,
    F4: { label: '查中心', run: () => setBox('centre'), enabled: row !== null && !busy },
    F6: { label: `填写${words.label}`, run: start, enabled: canBegin },
    ...props.keys?.({ record, busy, run }),
    F9: {
      label: words.undo,
      run: () => setBox('undo'),
      enabled: !busy && record !== null && !record.doubtful && undoable(record),
    },
  })
  const close = () => setBox(null)
  return (
    <div className="sc-body">
      <SubjectPane<Row<C>>
        title={props.title}
        text={list.text}
        onText={list.setText}
        placeholder="姓名、证件号码或门诊住院号"
        more={props.more}
        said={said}
        fault={fault ?? list.asked.fault}
        columns={props.columns}
        rows={rows}
        keyOf={keyOf}
        row={row}
        onSelect={(one) => setChosen(keyOf(one))}
        onOpen={() => canBegin && void start()}
        empty={props.empty}
        next={{
          label: `填写${words.label}`,
          hotkey: 'F6',
          blocked: !canBegin,
          onPress: () => void start(),
          hint: row ? who(row) : '',
        }}
      />
      <RecordPane
        title={`${words.label}记录`}
        rows={records.rows}
        row={record}
        fault={records.asked.fault}
        onSelect={records.setChosen}
        empty={words.empty}
        more={<ExportButton table="sichuan.records" query={{ kind }} disabled={records.rows.length === 0} />}
      />
      {box === 'undo' && record && (
        <UndoBox
          row={record}
          onClose={close}
          onDone={({ psn_name, title }) => {
            close()
            tell({ said: `已${words.undo}：${psn_name} ${title}`, fault: null })
            refresh()
          }}
        />
      )}
      {box === 'centre' &&
        row &&
        (props.centreBox?.(row, close) ?? (
          <CentreBox
            title={`中心的${words.label}`}
            code={words.ask}
            about={about(row)}
            data={centre.data(row)}
            fields={centre.fields}
            empty={`中心没有这${'setl_id' in row ? '笔结算' : '次就诊'}的${words.label}。`}
            onClose={close}
          />
        ))}
    </div>
  )
}
