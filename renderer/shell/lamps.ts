import type { Light, ShellStatus } from '../../shared/api/shell.ts'

export interface NamedLight {
  name: string
  light: Light
}

const isWell = ({ state }: Light) => state === 'ok' || state === 'off'

/**
 * The lights of the platforms of work-injury insurance: each that is slow or does not answer has its own, by its
 * name; those that are well share one, which tells of each where one looks closer.
 */
export function injuryLamps(lights: ShellStatus['injury']): NamedLight[] {
  const ill = lights.filter((one) => !isWell(one)).map((light) => ({ name: light.label, light }))
  const well = lights.filter(isWell)
  if (well.length === 0) return ill
  const state = well.some((one) => one.state === 'ok') ? 'ok' : 'off'
  const name = well.length === 1 ? well[0]!.label : ill.length > 0 ? '其他工伤' : '工伤'
  return [...ill, { name, light: { state, text: well.map(({ text }) => text).join('\n') } }]
}
