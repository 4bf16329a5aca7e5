import { type ThemeConfig, theme } from 'antd'

export type ThemeName = 'light' | 'dark'

/** One accent; the same values stand in app.css for everything that antd does not draw. */
const ACCENT: Record<ThemeName, string> = { light: '#1a66a8', dark: '#5aa2dd' }

/**
 * antd's tokens. The compact algorithm takes its text from fontSizeSM and 4 px off controlHeight, so the
 * seeds 16 and 36 give 14 px text in 32 px controls. Motion is off: a key must be answered at once.
 */
export function antdTheme(name: ThemeName): ThemeConfig {
  const dark = name === 'dark'
  return {
    algorithm: [dark ? theme.darkAlgorithm : theme.defaultAlgorithm, theme.compactAlgorithm],
    token: {
      colorPrimary: ACCENT[name],
      colorInfo: ACCENT[name],
      colorWarning: dark ? '#e0a83a' : '#b26a00',
      colorSuccess: dark ? '#58b36a' : '#2b7a3d',
      colorError: dark ? '#ff7068' : '#c9241b',
      colorTextLightSolid: dark ? '#0d1318' : '#ffffff',
      colorBgContainer: dark ? '#1a1e23' : '#ffffff',
      colorBgElevated: dark ? '#22272d' : '#ffffff',
      colorBorder: dark ? '#414952' : '#c4cad2',
      colorBgBase: dark ? '#16191d' : '#ffffff',
      colorTextBase: dark ? '#e4e7eb' : '#1c2127',
      fontFamily: 'var(--font)',
      fontSize: 16,
      controlHeight: 36,
      borderRadius: 4,
      motion: false,
      wireframe: false,
    },
  }
}

/** What the operating system asks for, until the operator chooses. */
export function systemTheme(): ThemeName {
  return window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}
