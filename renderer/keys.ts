import { useLayoutEffect, useState, useSyncExternalStore } from 'react'

/**
 * One key manager for the window. Layers lie in a stack (shell < screen < dialog, later above earlier); a
 * dialog hides every layer below it. Names are 'F2', 'Shift+F10', 'Ctrl+K', 'Esc', 'Enter', 'NumpadAdd'.
 */
export interface KeyAction {
  label: string
  /** a promise keeps the key lit and deaf until it is done */
  run: () => unknown
  /** false: shown grey, does nothing */
  enabled?: boolean
  /** left out of the key bar, still in the help */
  quiet?: boolean
}
export type KeyMap = Record<string, KeyAction>
export type KeyLevel = 'shell' | 'screen' | 'dialog'

export interface ActiveKey {
  combo: string
  label: string
  enabled: boolean
  quiet: boolean
  level: KeyLevel
  /** pressed a moment ago, or its work still runs */
  lit: boolean
}

export interface Stroke {
  key: string
  code: string
  ctrlKey: boolean
  altKey: boolean
  shiftKey: boolean
}

interface Layer {
  id: number
  level: KeyLevel
  map: KeyMap
}

const RANK: Record<KeyLevel, number> = { shell: 0, screen: 1, dialog: 2 }
const LIT_ms = 150
/** What the browser would do with these takes the cashier away from the counter. F11 (full screen) stays. */
const TAKEN = /^(Ctrl\+|Shift\+)?F([1-9]|10|12)$|^Ctrl\+[KLPSFR]$|^Ctrl\+(Shift\+)?\d$|^Ctrl\+E$/

/** Name of a stroke, by its place on the keyboard, so that neither an IME nor the layout changes it. */
export function comboOf(stroke: Stroke): string {
  const { code, key } = stroke
  let name = key
  if (/^Key[A-Z]$/.test(code)) name = code.slice(3)
  else if (/^Digit\d$/.test(code)) name = code.slice(5)
  else if (code === 'NumpadEnter') name = 'Enter'
  else if (/^(F\d{1,2}|Numpad(Add|Subtract|Multiply|Divide)|Enter|Tab|Space|Page\w+)$/.test(code)) name = code
  if (name === 'Escape') name = 'Esc'
  const mods = [stroke.ctrlKey && 'Ctrl', stroke.altKey && 'Alt', stroke.shiftKey && 'Shift']
  return [...mods, name].filter(Boolean).join('+')
}

/** The name as a person reads it on a key cap. */
export function comboText(combo: string): string {
  return combo
    .replace('NumpadAdd', '+')
    .replace('NumpadSubtract', '−')
    .replace('NumpadMultiply', '*')
    .replace('NumpadDivide', '/')
    .replace('ArrowUp', '↑')
    .replace('ArrowDown', '↓')
    .replace('ArrowLeft', '←')
    .replace('ArrowRight', '→')
}

export interface KeyManager {
  put(id: number, level: KeyLevel, map: KeyMap): void
  drop(id: number): void
  /** Runs what the combination stands for now; false when nothing does. */
  press(combo: string): boolean
  /** Whether something answers to the combination now, enabled or not. */
  knows(combo: string): boolean
  active(): readonly ActiveKey[]
  /** Whether a dialog asks something now. */
  isAsking(): boolean
  subscribe(listener: () => void): () => void
}

export function createKeyManager(): KeyManager {
  const layers = new Map<number, Layer>()
  const listeners = new Set<() => void>()
  /** by layer id and combination: whose work still runs, and whose cap is shown pressed */
  const busy = new Set<string>()
  const lit = new Set<string>()
  let view: readonly ActiveKey[] | null = null

  const changed = () => {
    view = null
    for (const listener of listeners) listener()
  }
  const reachable = (): Layer[] => {
    const sorted = [...layers.values()].sort((a, b) => RANK[b.level] - RANK[a.level] || b.id - a.id)
    const top = sorted[0]
    return top?.level === 'dialog' ? [top] : sorted
  }
  const find = (combo: string) => {
    for (const layer of reachable()) {
      const action = layer.map[combo]
      if (action) return { mark: `${layer.id} ${combo}`, action }
    }
    return null
  }
  const run = async (mark: string, action: KeyAction) => {
    busy.add(mark)
    lit.add(mark)
    changed()
    const shown = new Promise((resolve) => setTimeout(resolve, LIT_ms))
    try {
      await action.run()
    } finally {
      busy.delete(mark)
      await shown
      if (!busy.has(mark)) lit.delete(mark)
      changed()
    }
  }

  return {
    put(id, level, map) {
      const before = layers.get(id)
      layers.set(id, { id, level, map })
      if (!before || faceOf(before.map) !== faceOf(map)) changed()
    },
    drop(id) {
      if (layers.delete(id)) changed()
    },
    press(combo) {
      const hit = find(combo)
      if (!hit) return false
      if (hit.action.enabled !== false && !busy.has(hit.mark)) void run(hit.mark, hit.action)
      return true
    },
    knows: (combo) => find(combo) !== null,
    isAsking: () => [...layers.values()].some(({ level }) => level === 'dialog'),
    active() {
      view ??= activeOf(reachable(), lit)
      return view
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** What a person sees of a map: a new closure alone is no change. */
function faceOf(map: KeyMap): string {
  return Object.entries(map)
    .map(
      ([combo, { label, enabled, quiet }]) => `${combo}\t${label}\t${enabled !== false}\t${quiet === true}`,
    )
    .join('\n')
}

function activeOf(layers: Layer[], lit: ReadonlySet<string>): ActiveKey[] {
  const seen = new Set<string>()
  const out: ActiveKey[] = []
  for (const layer of layers) {
    for (const [combo, action] of Object.entries(layer.map)) {
      if (seen.has(combo)) continue
      seen.add(combo)
      out.push({
        combo,
        label: action.label,
        enabled: action.enabled !== false,
        quiet: action.quiet === true,
        level: layer.level,
        lit: lit.has(`${layer.id} ${combo}`),
      })
    }
  }
  return out
}

export const keys = createKeyManager()

const IS_TYPING = 'input, textarea, select, [contenteditable="true"]'
/** These act by themselves on Enter and Space. */
const ACTS_ITSELF = 'button, a[href], textarea, summary, [role="button"]'

/** What a field needs for itself. */
const EDITING = /^(.|Delete|Backspace|ArrowLeft|ArrowRight|Home|End|Space)$/

/** Keys with a meaning of their own in a field or a list: they reach the manager only if nothing took them. */
function isPlain(combo: string): boolean {
  return !/^(Ctrl|Alt)\+|F\d{1,2}$/.test(combo)
}

/** What the window does with a key that the scanner let through. Exported for its tests. */
export function handleKey(event: KeyboardEvent, manager: KeyManager, phase: 'capture' | 'bubble'): void {
  if (event.isComposing || event.keyCode === 229) return
  const combo = comboOf(event)
  if (isPlain(combo) !== (phase === 'bubble')) return
  if (phase === 'capture' && TAKEN.test(combo)) event.preventDefault()
  if (event.defaultPrevented && phase === 'bubble') return
  const target = event.target instanceof Element ? event.target : null
  if (combo === 'Enter' && target?.closest(ACTS_ITSELF)) {
    if (event.repeat) event.preventDefault()
    return
  }
  if (EDITING.test(combo) && target?.closest(IS_TYPING)) return
  if (!manager.knows(combo)) return
  event.preventDefault()
  if (!event.repeat) manager.press(combo)
}

/** Starts listening at the window; the answer stops it. */
export function listenKeys(manager: KeyManager = keys): () => void {
  const capture = (event: KeyboardEvent) => handleKey(event, manager, 'capture')
  const bubble = (event: KeyboardEvent) => handleKey(event, manager, 'bubble')
  window.addEventListener('keydown', capture, true)
  window.addEventListener('keydown', bubble)
  return () => {
    window.removeEventListener('keydown', capture, true)
    window.removeEventListener('keydown', bubble)
  }
}

let lastId = 0

/**
 * Puts keys in force while the component is mounted. Ids are taken while rendering, parent before child, so
 * that an inner component's keys lie above those around it.
 */
export function useKeys(map: KeyMap, level: KeyLevel = 'screen'): void {
  const [id] = useState(() => ++lastId)
  useLayoutEffect(() => keys.put(id, level, map))
  useLayoutEffect(() => () => keys.drop(id), [id])
}

/** The keys in force, top layer first, for the key bar and the help. */
export function useActiveKeys(): readonly ActiveKey[] {
  return useSyncExternalStore(keys.subscribe, keys.active)
}
