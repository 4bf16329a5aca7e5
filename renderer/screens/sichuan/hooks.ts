import { useEffect, useRef, useState } from 'react'
import type { SichuanKind, SichuanRecord } from '../../../shared/api/sichuan.ts'
import { type Fault, faultOf } from '../../../shared/errors.ts'
import type { ApiArgs } from '../../../shared/ipc.ts'
import { bridge, call } from '../../bridge.ts'
import type { KeyMap } from '../../keys.ts'
import { onScan } from '../../scanner.ts'
import { type Command, useAsk, useCommand } from '../../stores/ask.ts'
import { focusOn } from '../common/focus.ts'
import { type About, setDraft } from './store.ts'

/** Asks again while something waits for the end of a doubt. */
function useDoubtEnds(waits: boolean, again: () => void): void {
  useEffect(() => (waits ? bridge.on('doubt.changed', again) : undefined), [waits, again])
}

/** Scans go to the newest `take` while the component is there. */
export function useScan(take: (text: string) => void): void {
  const now = useRef(take)
  now.current = take
  useEffect(() => onScan((text) => now.current(text)), [])
}

/** A scanned number goes into the field that has the focus. */
export function typeIn(text: string): void {
  const field = document.activeElement
  if (!(field instanceof HTMLInputElement)) return
  field.select()
  document.execCommand('insertText', false, text)
}

/** This counter's settlements, or its visits and stays in work; found by text, card or code. */
export function useSubjects<C extends 'sichuan.settlements' | 'sichuan.encounters'>(
  channel: C,
  command: Command,
  /** rises whenever what hangs on them has changed */
  round = 0,
) {
  const [text, setText] = useState('')
  const asked = useAsk(channel, { text } as ApiArgs<C>, '查询列表')
  const { again } = asked
  useEffect(() => {
    if (round > 0) again()
  }, [round, again])
  const waits = (asked.value ?? []).some((row) => 'doubtful' in row && row.doubtful)
  useDoubtEnds(waits, again)
  const take = (label: string, read: () => ReturnType<typeof call<'visit.readCode'>>) =>
    command.run(label, async () => {
      const found = await read()
      if (found.is === 'cert') setText(found.cert.certno ?? found.cert.mdtrt_cert_no)
    })
  useScan((scanned) => void take('识别扫码内容', () => call('visit.readCode', { text: scanned })))
  const keys: KeyMap = {
    F2: {
      label: '读卡',
      run: () => take('读卡，请插好卡', () => call('visit.readCard', {})),
      enabled: !command.busy,
    },
    F3: { label: '查找', run: () => void focusOn('search') },
  }
  return { asked, text, setText, keys, again }
}

/** Records sent from here of one kind, with the one in hand. */
export function useRecords(kind: SichuanKind, personId?: string) {
  const asked = useAsk('sichuan.records', { kind, ...(personId ? { personId } : {}) }, '查询办理记录')
  const [chosen, setChosen] = useState<string | null>(null)
  const rows = asked.value ?? []
  const row = rows.find(({ id }) => id === chosen) ?? rows[0] ?? null
  useDoubtEnds(
    rows.some(({ doubtful }) => doubtful),
    asked.again,
  )
  return { asked, rows, row, setChosen: (record: SichuanRecord) => setChosen(record.id), again: asked.again }
}

/** What a tab says above its list. */
export interface Told {
  said: string
  fault: Fault | null
}

export const NOTHING: Told = { said: '', fault: null }

/** The work of one tab: its command, and what was done last in words. */
export function useWork(again: () => void, [told, tell]: [Told, (told: Told) => void]) {
  const command = useCommand()
  const run = (label: string, work: () => Promise<string>) => {
    tell(NOTHING)
    return command.run(label, async () => {
      try {
        tell({ said: await work(), fault: null })
        again()
      } catch (error) {
        // what is not clear yet stands in the lists
        if (faultOf(error).kind === 'doubt') again()
        throw error
      }
    })
  }
  return { command, run, tell, said: told.said, fault: command.fault ?? told.fault }
}

/** Fetches a new record's form; the tab shows it in the place of its lists. */
export async function begin(kind: SichuanKind, about: About, who: string): Promise<void> {
  const { code, input } = await call('sichuan.draft', { kind, about })
  setDraft(kind, { about, who, code, value: input, pictures: [] })
}
