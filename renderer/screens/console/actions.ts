import type { RefObject } from 'react'
import { flushSync } from 'react-dom'
import type { ConsoleExample, InterfaceFacts } from '../../../shared/api/console.ts'
import type { Dict, Field, Json, JsonObject } from '../../../shared/contract.ts'
import { faultOf } from '../../../shared/errors.ts'
import { sample, seededBy } from '../../../shared/sample.ts'
import { validate } from '../../../shared/validate.ts'
import { call } from '../../bridge.ts'
import type { ContractFormHandle } from '../../components/contract/ContractForm.tsx'
import { loadTables } from '../../components/contract/dicts.ts'
import type { KeyMap } from '../../keys.ts'
import { printPage } from '../../print/printInBrowser.ts'
import type { Command } from '../../stores/ask.ts'
import { useStatus } from '../../stores/status.ts'
import { focusOn } from '../common/focus.ts'
import { pageOf } from './paper.ts'
import { type Draft, SIDES, TABS, type Tab, turn, useConsole, write } from './store.ts'
import { questionOf } from './words.ts'

/** What the keys of the console act on. */
export interface Hands {
  facts: InterfaceFacts
  draft: Draft
  dict: (name: string) => Dict | undefined
  remote: boolean
  command: Command
  form: RefObject<ContractFormHandle | null>
  paper: RefObject<HTMLElement | null>
  answer: RefObject<HTMLElement | null>
  /** the one marked in the list of examples */
  example: ConsoleExample | null
  /** the draft is another now: the form begins anew */
  again: () => void
  asJson: boolean
  setAsJson: (on: boolean) => void
  examplesAgain: () => void
}

const show = (tab: Tab) => flushSync(() => turn({ tab }))

/** F8: looks at the input, asks where something changes at the centre, and sends. */
export function look(hands: Hands): void {
  const { facts, draft, dict, remote, command, form } = hands
  const { contract } = facts
  if (command.busy || contract.direction !== 'call') return
  if (draft.json !== null) {
    turn({ tab: 'JSON', said: { text: 'JSON 还没有写对，没有发送。', good: false } })
    return
  }
  const faults = validate(contract, 'input', draft.value, { dict, remote })
  if (faults.length > 0) {
    const first = faults[0]!.message
    const text = `没有发送：${first}${faults.length > 1 ? `，共 ${faults.length} 处` : ''}。`
    if (useConsole.getState().tab !== 'JSON') {
      show('表单')
      form.current?.check()
    }
    turn({ said: { text, good: false } })
    return
  }
  if (questionOf(facts)) turn({ box: { is: 'send' } })
  else void sendNow(hands)
}

/** Sends once; what is known afterwards is shown, and what the main process objects to stands at its field. */
export async function sendNow({ facts, draft, command, answer, form }: Hands): Promise<void> {
  const { contract } = facts
  const { family, code, name } = contract
  const { psn_no, insuplc } = draft
  turn({ side: '应答', said: null })
  write(contract, { answer: null, faults: [] })
  await command.run(`${code} ${name}`, async () => {
    try {
      const input = draft.value as JsonObject
      const came = await call('console.send', { family, code, input, psn_no, insuplc })
      write(contract, { answer: came })
      answer.current?.focus()
    } catch (error) {
      const { fields = [] } = faultOf(error)
      write(contract, { faults: fields })
      if (fields[0]) {
        show('表单')
        form.current?.jump(fields[0])
      }
      throw error
    }
  })
}

/** An earlier message: its input as a new draft, and what came of it. */
export async function openEarlier({ facts, command, again }: Hands, msgid: string): Promise<void> {
  await command.run('取出报文', async () => {
    const { input, psn_no, insuplc } = await call('console.draft', { msgid })
    const answer = await call('console.answer', { msgid })
    write(facts.contract, { value: input, psn_no, insuplc, answer })
    turn({ tab: '表单', side: '应答' })
    again()
  })
}

export async function takeExample({ facts, command, again }: Hands, id: string): Promise<void> {
  await command.run('取用样例', async () => {
    const { name, input, insuplc } = await call('console.example', { id })
    write(facts.contract, { value: input, answer: null, ...(insuplc ? { insuplc } : {}) })
    turn({ tab: '表单', said: { text: `已取用样例“${name}”。`, good: true } })
    again()
  })
}

/** F6: all that is required, in values that pass the check; what was filled in stays. */
async function complete({ facts: { contract }, draft, again }: Hands): Promise<void> {
  const tables = await loadTables(contract, 'input')
  const dict = (name: string) => tables(name)?.dict
  const { institution } = useStatus.getState().status ?? {}
  const filled = filledIn(draft.value as Json)
  const known = (field: Field): Json | undefined =>
    filled.get(field.name) ?? (institution as Record<string, string> | undefined)?.[field.name]
  const made = sample(contract, 'input', { dict, at_ms: Date.now(), known, random: seededBy(contract.code) })
  write(contract, { value: made })
  const text = '已按契约补全必填项：填过的保留，其余只是能通过校验的样子，发送前请改成真实内容。'
  turn({ tab: '表单', said: { text, good: true } })
  again()
}

/** What stands under a name anywhere in the input; the first counts. */
function filledIn(input: Json): Map<string, Json> {
  const found = new Map<string, Json>()
  const walk = (value: Json) => {
    if (Array.isArray(value)) value.forEach(walk)
    else if (value !== null && typeof value === 'object') {
      for (const [name, inner] of Object.entries(value)) {
        if (inner !== null && typeof inner === 'object') walk(inner)
        else if (inner !== null && inner !== '' && !found.has(name)) found.set(name, inner)
      }
    }
  }
  walk(input)
  return found
}

async function reveal({ facts: { contract }, draft: { answer }, command }: Hands): Promise<void> {
  if (!answer) return
  await command.run('读取应答', async () => {
    write(contract, {
      answer: await call('console.answer', { msgid: answer.msgid, reveal: !answer.revealed }),
    })
    turn({ side: '应答' })
  })
}

async function print({ facts: { contract }, paper }: Hands): Promise<void> {
  show('文档')
  if (paper.current) await printPage(pageOf(`${contract.code} ${contract.name}`, paper.current.innerHTML))
}

function clear({ facts: { contract }, again, command }: Hands): void {
  useConsole.setState(({ drafts }) => {
    const { [`${contract.family} ${contract.code}`]: _gone, ...others } = drafts
    return { drafts: others, said: null, tab: '表单' }
  })
  command.setFault(null)
  again()
}

export function consoleKeys(hands: Hands): KeyMap {
  const { command, draft, example, facts, asJson, setAsJson } = hands
  const { tab, side } = useConsole.getState()
  const idle = !command.busy
  const sends = idle && facts.contract.direction === 'call'
  const tabs = TABS.map((name, i) => [
    `Alt+${i + 1}`,
    { label: name, run: () => turn({ tab: name }), quiet: true },
  ])
  const sides = SIDES.map((name, i) => [
    `Alt+${5 + i}`,
    { label: name === '应答' ? '应答（再按一次看 JSON）' : name, run: () => showSide(name), quiet: true },
  ])
  const showSide = (name: (typeof SIDES)[number]) => {
    if (name === '应答' && side === '应答') setAsJson(!asJson)
    flushSync(() => turn({ side: name }))
    focusOn(SIDE_PLACE[name])
  }
  return {
    F3: { label: '找接口', run: () => void focusOn('k-find') },
    F4: {
      label: '下一页',
      run: () => turn({ tab: TABS[(TABS.indexOf(tab) + 1) % TABS.length]! }),
      quiet: true,
    },
    F6: { label: '补全必填', run: () => complete(hands), enabled: idle },
    F8: { label: '发送', run: () => look(hands), enabled: sends },
    'Ctrl+S': { label: '存为样例', run: () => turn({ box: { is: 'save' } }), enabled: idle },
    F9: {
      label: '删除样例',
      run: () => example && turn({ box: { is: 'drop', ...example } }),
      enabled: idle && side === '样例' && example !== null,
      quiet: side !== '样例',
    },
    F10: { label: '打印文档', run: () => print(hands), enabled: idle, quiet: tab !== '文档' },
    'Alt+R': {
      label: draft.answer?.revealed ? '恢复遮盖' : '应答明文（留痕）',
      run: () => reveal(hands),
      enabled: idle && draft.answer !== null,
      quiet: draft.answer === null,
    },
    'Alt+N': { label: '清空重填', run: () => clear(hands), enabled: idle },
    Esc: { label: '退一步', run: () => back(hands) },
    ...Object.fromEntries([...tabs, ...sides]),
  }
}

const SIDE_PLACE = { 应答: 'k-answer', 历史: 'k-history', 样例: 'k-examples' } as const

/** From the answer to the form, from the form to the tree. */
function back({ command, form }: Hands): void {
  command.setFault(null)
  const inForm = document.activeElement?.closest('.k-main') !== null
  turn({ said: null })
  if (inForm && useConsole.getState().tab === '表单') return void focusOn('k-find')
  show('表单')
  form.current?.begin()
}
