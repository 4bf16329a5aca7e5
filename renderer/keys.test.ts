import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { comboOf, createKeyManager, handleKey, type KeyManager } from './keys.ts'

class FakeElement {
  readonly kinds: string[]
  constructor(...kinds: string[]) {
    this.kinds = kinds
  }
  closest(selector: string) {
    return this.kinds.some((kind) => selector.split(', ').includes(kind)) ? this : null
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('Element', FakeElement)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function stroke(code: string, more: Record<string, unknown> = {}) {
  const event = {
    code,
    key: code,
    ctrlKey: false,
    altKey: false,
    shiftKey: false,
    repeat: false,
    isComposing: false,
    keyCode: 0,
    defaultPrevented: false,
    target: null as FakeElement | null,
    preventDefault() {
      event.defaultPrevented = true
    },
    ...more,
  }
  return event
}

function send(manager: KeyManager, event: ReturnType<typeof stroke>) {
  handleKey(event as never, manager, 'capture')
  handleKey(event as never, manager, 'bubble')
  return event
}

it('names strokes by their place, whatever the layout or an input method makes of them', () => {
  const none = { ctrlKey: false, altKey: false, shiftKey: false }
  expect(comboOf({ ...none, code: 'KeyK', key: 'л', ctrlKey: true })).toBe('Ctrl+K')
  expect(comboOf({ ...none, code: 'F10', key: 'F10', shiftKey: true })).toBe('Shift+F10')
  expect(comboOf({ ...none, code: 'NumpadEnter', key: 'Enter' })).toBe('Enter')
  expect(comboOf({ ...none, code: 'NumpadAdd', key: '+' })).toBe('NumpadAdd')
  expect(comboOf({ ...none, code: 'Escape', key: 'Escape' })).toBe('Esc')
})

it('lets a later screen layer win over an earlier one and over the shell', () => {
  const manager = createKeyManager()
  const ran: string[] = []
  const action = (name: string) => ({ label: name, run: () => ran.push(name) })
  manager.put(1, 'shell', { F2: action('shell'), F1: action('help') })
  manager.put(2, 'screen', { F2: action('outer') })
  manager.put(3, 'screen', { F2: action('inner') })
  send(manager, stroke('F2'))
  send(manager, stroke('F1'))
  manager.drop(3)
  vi.runAllTimers()
  send(manager, stroke('F2'))
  expect(ran).toEqual(['inner', 'help', 'outer'])
})

it('hides everything below a dialog, and still keeps the browser from acting', () => {
  const manager = createKeyManager()
  const run = vi.fn()
  manager.put(1, 'screen', { F8: { label: '结算', run } })
  manager.put(2, 'dialog', { Enter: { label: '确认', run: vi.fn() } })
  expect(send(manager, stroke('F8')).defaultPrevented).toBe(true)
  expect(run).not.toHaveBeenCalled()
  expect(manager.active().map(({ combo }) => combo)).toEqual(['Enter'])
})

it('ignores repeats, composition and what is not enabled', () => {
  const manager = createKeyManager()
  const run = vi.fn()
  manager.put(1, 'screen', { F6: { label: '预结算', run }, F9: { label: '退费', run, enabled: false } })
  send(manager, stroke('F6', { repeat: true }))
  send(manager, stroke('F6', { isComposing: true }))
  send(manager, stroke('F6', { keyCode: 229 }))
  expect(send(manager, stroke('F9')).defaultPrevented).toBe(true)
  expect(run).not.toHaveBeenCalled()
  send(manager, stroke('F6'))
  expect(run).toHaveBeenCalledTimes(1)
})

it('is deaf to the same key until its work is done, lit meanwhile, and lit for a moment at least', async () => {
  const manager = createKeyManager()
  let finish = () => {}
  const run = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)))
  manager.put(1, 'screen', { F8: { label: '结算', run } })
  send(manager, stroke('F8'))
  expect(manager.active()[0]).toMatchObject({ combo: 'F8', lit: true })
  await vi.advanceTimersByTimeAsync(1000)
  send(manager, stroke('F8'))
  expect(run).toHaveBeenCalledTimes(1)
  finish()
  await vi.runAllTimersAsync()
  expect(manager.active()[0]).toMatchObject({ lit: false })
  send(manager, stroke('F8'))
  expect(run).toHaveBeenCalledTimes(2)
})

it('runs the same key again at once when its work needed no waiting', async () => {
  const manager = createKeyManager()
  const run = vi.fn()
  manager.put(1, 'screen', { NumpadAdd: { label: '下一种收款', run } })
  send(manager, stroke('NumpadAdd'))
  await Promise.resolve()
  send(manager, stroke('NumpadAdd'))
  expect(run).toHaveBeenCalledTimes(2)
})

it('leaves Enter to a focused button, once', () => {
  const manager = createKeyManager()
  const run = vi.fn()
  manager.put(1, 'dialog', { Enter: { label: '确认', run } })
  const target = new FakeElement('button')
  expect(send(manager, stroke('Enter', { target })).defaultPrevented).toBe(false)
  expect(send(manager, stroke('Enter', { target, repeat: true })).defaultPrevented).toBe(true)
  expect(run).not.toHaveBeenCalled()
  expect(send(manager, stroke('Enter', { target: new FakeElement('input') })).defaultPrevented).toBe(true)
  expect(run).toHaveBeenCalledTimes(1)
})

it('takes no editing key away from a field, and no plain key that a list has used', () => {
  const manager = createKeyManager()
  const run = vi.fn()
  manager.put(1, 'screen', { Delete: { label: '停用', run }, Esc: { label: '退一步', run } })
  expect(send(manager, stroke('Delete', { target: new FakeElement('input') })).defaultPrevented).toBe(false)
  send(manager, stroke('Escape', { defaultPrevented: true }))
  expect(run).not.toHaveBeenCalled()
  send(manager, stroke('Delete'))
  expect(run).toHaveBeenCalledTimes(1)
})

it('tells listeners of a changed label, not of a mere new closure', () => {
  const manager = createKeyManager()
  const listener = vi.fn()
  manager.put(1, 'screen', { F9: { label: '退费', run: () => 1 } })
  manager.subscribe(listener)
  manager.put(1, 'screen', { F9: { label: '退费', run: () => 2 } })
  expect(listener).not.toHaveBeenCalled()
  manager.put(1, 'screen', { F9: { label: '撤销', run: () => 2 } })
  expect(listener).toHaveBeenCalledTimes(1)
})
