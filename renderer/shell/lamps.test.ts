import { describe, expect, test } from 'vitest'
import type { Light } from '../../shared/api/shell.ts'
import { INJURY_LABEL, type InjuryFamily } from '../../shared/injury.ts'
import { injuryLamps } from './lamps.ts'

const light = (family: InjuryFamily, state: Light['state']) => ({
  ...{ family, state, label: INJURY_LABEL[family] },
  text: `${INJURY_LABEL[family]} ${state}`,
})
const shown = (...states: [InjuryFamily, Light['state']][]) =>
  injuryLamps(states.map(([family, state]) => light(family, state))).map(
    ({ name, light }) => `${name} ${light.state}`,
  )

describe('the lights of work-injury insurance', () => {
  test('a site without it has none', () => expect(shown()).toEqual([]))
  test('one platform goes by its name', () => {
    expect(shown(['gs', 'ok'])).toEqual(['四川工伤 ok'])
    expect(shown(['gs', 'down'])).toEqual(['四川工伤 down'])
  })
  test('those that are well share one, which tells of each', () => {
    expect(shown(['gs', 'off'], ['bizh', 'off'], ['gy', 'off'])).toEqual(['工伤 off'])
    expect(shown(['gs', 'off'], ['bizh', 'ok'], ['gy', 'off'])).toEqual(['工伤 ok'])
    const [one] = injuryLamps([light('gs', 'ok'), light('gy', 'off')])
    expect(one?.light.text).toBe('四川工伤 ok\n跨省工伤 off')
  })
  test('one that wants a look has its own, before the others', () => {
    expect(shown(['gs', 'ok'], ['bizh', 'down'], ['gy', 'off'])).toEqual(['广东工伤 down', '其他工伤 ok'])
    expect(shown(['gs', 'slow'], ['gy', 'ok'])).toEqual(['四川工伤 slow', '跨省工伤 ok'])
    expect(shown(['gs', 'slow'], ['gy', 'down'])).toEqual(['四川工伤 slow', '跨省工伤 down'])
  })
})
