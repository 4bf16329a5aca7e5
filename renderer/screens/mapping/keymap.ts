import type { MappingOutputs } from '../../../shared/api/mapping.ts'
import type { KeyMap } from '../../keys.ts'
import { go, SCREENS, useRoute } from '../../stores/route.ts'
import { focusOn } from '../common/focus.ts'
import { stateKeys } from './Filters.tsx'
import { compare, read, refuse, type Screen, upload } from './screen.ts'

/** The keys of the page as they stand for the item chosen now. */
export function screenKeys(screen: Screen, pickFile: () => void): KeyMap {
  const { look, list, row, box, command, setLook, setBox } = screen
  const idle = !command.busy && box === null
  const waiting = list.value?.counts.waiting ?? 0
  const sure = list.value?.sure ?? 0
  const open = row !== null && (row.standsCode !== '' || row.state === 'waiting' || row.state === 'refused')
  return {
    ...backKeys(idle),
    F7: { label: `审核确定的 ${sure} 项`, run: () => setBox({ is: 'all' }), enabled: idle && sure > 0 },
    F8: { label: `上传 ${waiting} 项`, run: () => upload(screen), enabled: idle && waiting > 0 },
    F9: { label: '撤销', run: () => setBox({ is: 'withdraw' }), enabled: idle && open },
    'Alt+X': {
      label: '不采用',
      run: () => row && refuse(screen, row),
      enabled: idle && row?.state === 'review',
    },
    F3: { label: '查医保目录', run: () => void focusOn('lookup'), enabled: row !== null, quiet: true },
    F6: { label: '查院内项目', run: () => void focusOn('find'), quiet: true },
    F4: {
      label: '换类别',
      run: () => setLook({ ...look, list_type: nextKind(list.value, look.list_type) }),
      quiet: true,
    },
    F2: { label: '读取院内目录', run: () => read(screen), enabled: idle },
    F10: { label: '与中心核对', run: () => compare(screen), enabled: idle },
    'Alt+I': { label: '导入 Excel', run: pickFile, enabled: idle, quiet: true },
    ...stateKeys((state) => setLook({ ...look, state })),
  }
}

/** Back to the charges that led here. */
function backKeys(enabled: boolean): KeyMap {
  const { back, encounterId } = useRoute.getState().params
  const to = SCREENS.find((screen) => screen === back)
  if (!to) return {}
  return { Esc: { label: '回到收费', run: () => go(to, encounterId ? { encounterId } : {}), enabled } }
}

/** All, then one list_type after the other. */
function nextKind(list: MappingOutputs['mapping.list'] | null, now: string): string {
  const kinds = ['', ...(list?.kinds.map(({ list_type }) => list_type) ?? [])]
  return kinds[(kinds.indexOf(now) + 1) % kinds.length] ?? ''
}
