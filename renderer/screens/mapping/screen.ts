import { useEffect, useState } from 'react'
import type { ImportPreview, MappingOutputs, MappingView } from '../../../shared/api/mapping.ts'
import { bridge, call } from '../../bridge.ts'
import { type Asked, type Command, useAsk, useCommand } from '../../stores/ask.ts'
import { useRoute } from '../../stores/route.ts'
import { focusOn } from '../common/focus.ts'
import { reportText } from './boxes.tsx'
import type { StateFilter } from './Filters.tsx'
import { bring } from './file.ts'
import type { Wish } from './Side.tsx'

const LIMIT = 5_000
const LATER_ms = 200

export type Box = { is: 'all' } | { is: 'withdraw' } | { is: 'import'; preview: ImportPreview }

export interface Look {
  state: StateFilter
  list_type: string
  text: string
}

/** What is on the screen, and what can be done about it. */
export interface Screen {
  look: Look
  text: string
  list: Asked<MappingOutputs['mapping.list']>
  rows: MappingView[]
  row: MappingView | null
  box: Box | null
  /** what came of the last command */
  said: string
  command: Command
  setLook(look: Look): void
  setText(text: string): void
  choose(id: string): void
  setBox(box: Box | null): void
  /** runs a command and says what came of it; the box closes once it has succeeded */
  run(label: string, work: () => Promise<string>): Promise<boolean>
}

export function useScreen(): Screen {
  const [look, setLook] = useState<Look>({ state: 'all', list_type: '', text: '' })
  const [text, setText] = useState('')
  const [chosen, choose] = useState<string | null>(null)
  const [box, setBox] = useState<Box | null>(null)
  const [said, setSaid] = useState('')
  const command = useCommand()
  const list = useAsk('mapping.list', { ...look, limit: LIMIT }, '查询目录对照')
  const rows = list.value?.rows ?? []
  const row = rows.find(({ id }) => id === chosen) ?? rows[0] ?? null
  useFollow(list.again)
  useEffect(() => {
    const timer = setTimeout(() => setLook((was) => ({ ...was, text: text.trim() })), LATER_ms)
    return () => clearTimeout(timer)
  }, [text])
  const tick = useRoute((route) => route.tick)
  // one answer to each way in
  useEffect(() => {
    const { item } = useRoute.getState().params
    if (!item) return
    setText(item)
    setLook({ state: 'all', list_type: '', text: item })
    choose(item)
  }, [tick])
  const run = async (label: string, work: () => Promise<string>) => {
    setSaid('')
    const ok = await command.run(label, async () => setSaid(await work()))
    if (ok) setBox(null)
    list.again()
    return ok
  }
  return { look, text, list, rows, row, box, said, command, setLook, setText, choose, setBox, run }
}

/** Asks again once the centre has answered for rows of ours. */
function useFollow(again: () => void) {
  useEffect(
    () =>
      bridge.on('uploads.changed', ({ source }) => {
        if (source === 'mapping') again()
      }),
    [again],
  )
}

export async function approve({ run, rows, choose }: Screen, one: MappingView, wish: Wish): Promise<void> {
  const at = rows.findIndex(({ id }) => id === one.id)
  const next = rows[at + 1]
  const ok = await run('审核对照', async () => {
    await call('mapping.approve', { id: one.id, version: one.version, ...wish })
    return `${one.name}：已审核，系统自动上传。`
  })
  if (!ok) return
  // on to the next one that needs a hand
  choose(next ? next.id : one.id)
  focusOn('items')
}

/** Enter on an item: its proposal is approved; without one, on to what it may be. */
export function open(screen: Screen, one: MappingView): void {
  const { med_list_codg, begndate, enddate } = one
  if (one.state === 'review') void approve(screen, one, { med_list_codg, begndate, enddate })
  else focusOn('offers')
}

export const refuse = ({ run }: Screen, { id, version, name }: MappingView) =>
  run('不采用推荐', async () => {
    const { med_list_codg } = await call('mapping.refuse', { id, version })
    return `${name}：不采用${med_list_codg ? '，仍是原来的对照' : '，不会再推荐同一项'}。`
  })

export const withdraw = ({ run }: Screen, { id, version, name }: MappingView, reason: string) =>
  run('撤销对照', async () => {
    const { stateLabel } = await call('mapping.withdraw', { id, version, reason })
    return `${name}：${stateLabel}。`
  })

export const approveAll = ({ run, look }: Screen) =>
  run('审核全部确定的推荐', async () => {
    const { approved } = await call('mapping.approveAll', { list_type: look.list_type })
    return `已审核 ${approved} 项，系统自动上传。`
  })

export const read = ({ run }: Screen) =>
  run('读取院内目录', async () => {
    const { read, proposed } = await call('mapping.read', {})
    return `HIS 有 ${read} 项新增或改动，推荐了 ${proposed} 项。`
  })

export const upload = ({ run }: Screen) =>
  run('上传目录对照', async () => {
    const { accepted, refused, left } = await call('mapping.upload', {})
    const rest = [...(refused > 0 ? [`被拒 ${refused} 项`] : []), ...(left > 0 ? [`还有 ${left} 项`] : [])]
    return [`中心收下 ${accepted} 项`, ...rest].join('，').concat('。')
  })

export const compare = ({ run }: Screen) =>
  run('与中心核对', async () => reportText(await call('mapping.compare', {})))

export const take = (screen: Screen, file: File) =>
  screen.command.run('读取 Excel', async () => {
    const preview = await bring(file)
    if (preview) screen.setBox({ is: 'import', preview })
  })

export const importApply = ({ run }: Screen, { importId }: ImportPreview) =>
  run('导入目录对照', async () => {
    const { changed } = await call('mapping.importApply', { importId })
    return `已导入 ${changed} 项，待审：按 F7 全部审核，或逐项按 Enter。`
  })
