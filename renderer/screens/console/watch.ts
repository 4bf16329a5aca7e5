import { useEffect, useState } from 'react'
import type { ConsoleAnswer, InterfaceRow } from '../../../shared/api/console.ts'
import type { Contract } from '../../../shared/contract.ts'
import { bridge, call } from '../../bridge.ts'
import { draftKey, turn, useConsole, write } from './store.ts'

/** Whether the region in the envelope makes the patient an out-of-area one; asked when it is whole. */
export function usePerson(family: string, insuplc: string): boolean {
  const [remote, setRemote] = useState(false)
  useEffect(() => {
    if (insuplc.length !== 6) return setRemote(false)
    let wanted = true
    call('console.remote', { family, insuplc }).then(
      (answer) => wanted && setRemote(answer.remote),
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [family, insuplc])
  return remote
}

/** What is in doubt ends by itself; the answer on the screen follows. */
export function useDoubtEnds(contract: Contract, answer: ConsoleAnswer | null): void {
  const waiting = answer?.is === 'doubtful' || answer?.is === 'open' ? answer.msgid : null
  useEffect(() => {
    if (waiting === null) return
    return bridge.on('doubt.changed', () => {
      call('console.answer', { msgid: waiting }).then(
        (answer) => write(contract, { answer }),
        () => undefined,
      )
    })
  }, [waiting, contract])
}

/** The interface that one had in hand before the program ended. */
export function useRemembered(rows: readonly InterfaceRow[]): void {
  const chosen = useConsole((s) => s.chosen)
  useEffect(() => {
    if (rows.length === 0) return
    if (chosen) {
      void call('shell.remember', { key: 'console', value: draftKey(chosen) }).catch(() => {})
      return
    }
    call('shell.recall', { key: 'console' }).then(
      ({ value }) => {
        const row = rows.find((one) => draftKey(one) === value)
        if (row && useConsole.getState().chosen === null)
          turn({ chosen: { family: row.family, code: row.code } })
      },
      () => undefined,
    )
  }, [rows, chosen])
}
