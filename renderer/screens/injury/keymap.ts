import type { InjuryView } from '../../../shared/api/injury.ts'
import { INJURY_KIND_LABEL } from '../../../shared/injury.ts'
import type { KeyMap } from '../../keys.ts'
import { focusOn } from '../common/focus.ts'
import { back, calculate, canUndo, keyOf, loadCharges, mayLoad, proceed, undo } from './actions.ts'
import { nextPatient, showPage } from './commands.ts'
import { readCard, turnTo } from './identify.ts'
import { backwardsOf, isEmpty, mayCharge, PAGES } from './next.ts'
import { openPrint, papersOf } from './print.ts'
import { openBox, useInjury } from './store.ts'

export const KINDS = ['outpatient', 'inpatient', 'device'] as const

/** The keys of the screen as they stand for this case now. `reveal` shows the name. */
export function injuryKeys(view: InjuryView | null, busy: boolean, reveal: () => void): KeyMap {
  const free = !busy && view !== null
  const { kind, page } = useInjury.getState()
  const waits = view === null && kind === 'inpatient'
  const papers = view ? papersOf(view).length > 0 : false
  const f6 = keyOf('F6')
  const f8 = keyOf('F8')
  return {
    F2: { label: '读卡', run: readCard, enabled: !busy },
    F3: { label: '找患者', run: () => openBox({ is: 'find', text: '' }), enabled: !busy },
    'Shift+F3': { label: '找办过的', run: () => openBox({ is: 'search' }), quiet: view !== null },
    F4: { label: waits ? '待入院' : '取费用', run: loadCharges, enabled: !busy && (waits || mayLoad()) },
    F6: { label: f6 ?? '试算', run: calculate, enabled: free && f6 !== null },
    F8: { label: f8 ?? '结算', run: proceed, enabled: free && f8 !== null },
    F9: {
      label: view && backwardsOf(view).length === 0 ? '放弃办理' : '撤销',
      run: undo,
      enabled: !busy && (view === null || canUndo()),
    },
    F10: { label: '打印', run: openPrint, enabled: free && papers },
    'Shift+F10': { label: '重打', run: openPrint, enabled: free && papers, quiet: true },
    'Alt+N': { label: '下一位', run: nextPatient, enabled: view !== null },
    'Alt+L': {
      label: '在办列表',
      run: () => void focusOn('cases'),
      enabled: view === null || isEmpty(view),
      quiet: true,
    },
    'Alt+X': {
      label: '显示全名十秒',
      run: reveal,
      enabled: view?.case.person != null,
      quiet: true,
    },
    Insert: {
      label: '录入项目',
      run: () => void focusOn('entry'),
      enabled: free && page === 'fees' && mayCharge(view),
      quiet: true,
    },
    Esc: { label: '退一步', run: back, enabled: !busy },
    ...(view && !isEmpty(view) ? pageKeys() : wayKeys(!busy)),
  }
}

function pageKeys(): KeyMap {
  const keys: KeyMap = {}
  PAGES.forEach(({ key, label }, i) => {
    keys[`Alt+${i + 1}`] = { label, run: () => showPage(key), quiet: true }
  })
  return keys
}

/** Before anybody is known the digits choose the way, then the kind. */
function wayKeys(enabled: boolean): KeyMap {
  const { options, family } = useInjury.getState()
  const keys: KeyMap = {}
  options.forEach((way, i) => {
    keys[`Alt+${i + 1}`] = {
      ...{ label: way.label, run: () => turnTo({ family: way.family }), enabled, quiet: true },
    }
  })
  const own = options.find((way) => way.family === family)?.kinds ?? []
  KINDS.forEach((kind, i) => {
    keys[`Alt+${i + 4}`] = {
      label: INJURY_KIND_LABEL[kind],
      run: () => turnTo({ kind }),
      enabled: enabled && own.includes(kind),
      quiet: true,
    }
  })
  return keys
}
