import { create } from 'zustand'
import { call } from '../bridge.ts'
import { systemTheme, type ThemeName } from '../theme.ts'

export const useTheme = create<{ name: ThemeName }>(() => ({ name: systemTheme() }))

function show(name: ThemeName): void {
  useTheme.setState({ name })
}

/** The operator's own choice, kept by the main process. */
export async function recallTheme(): Promise<void> {
  const { value } = await call('shell.recall', { key: 'theme' })
  if (value === 'light' || value === 'dark') show(value)
}

export function toggleTheme(): void {
  const name = useTheme.getState().name === 'dark' ? 'light' : 'dark'
  show(name)
  void call('shell.remember', { key: 'theme', value: name }).catch(() => {})
}
