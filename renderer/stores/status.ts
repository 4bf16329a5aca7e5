import { create } from 'zustand'
import type { ShellStatus } from '../../shared/api/shell.ts'
import type { ShiftView } from '../../shared/api/shift.ts'
import { bridge, type Connection, call, onConnection } from '../bridge.ts'

interface Status {
  status: ShellStatus | null
  shift: ShiftView | null
  connection: Connection
}

export const useStatus = create<Status>(() => ({ status: null, shift: null, connection: 'open' }))

const EVERY_ms = 10_000

/** Asks the lights and the shift again. A failure leaves what is shown: the connection banner speaks. */
export async function refreshStatus(): Promise<void> {
  const [status, shift] = await Promise.allSettled([call('shell.status', {}), call('shift.current', {})])
  useStatus.setState((was) => ({
    status: status.status === 'fulfilled' ? status.value : was.status,
    shift: shift.status === 'fulfilled' ? shift.value : was.shift,
  }))
}

/** Keeps the status fresh while somebody is logged in; the answer stops it. */
export function watchStatus(): () => void {
  void refreshStatus()
  const timer = setInterval(refreshStatus, EVERY_ms)
  const off = [
    bridge.on('shell.changed', () => void refreshStatus()),
    bridge.on('doubt.changed', ({ open }) =>
      useStatus.setState(({ status }) => ({ status: status && { ...status, doubtful: open } })),
    ),
    onConnection((connection) => useStatus.setState({ connection })),
  ]
  return () => {
    clearInterval(timer)
    for (const stop of off) stop()
  }
}
