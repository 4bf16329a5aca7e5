import { faultOf } from '../../shared/errors.ts'
import type { Parts } from './index.ts'

/** The devices page. */
export function wireDevices({ registry, devices }: Parts): void {
  registry.read('devices.list', async () => devices.list())
  registry.write('devices.test', async ({ id }) => {
    try {
      return { text: await devices.test(id), ok: true }
    } catch (error) {
      const { what, todo } = faultOf(error)
      return { text: `${what}。${todo}`, ok: false }
    }
  })
  registry.write('devices.reset', ({ id }) => devices.reset(id))
  registry.read('devices.classify', async ({ text }) => devices.classify(text))
}
