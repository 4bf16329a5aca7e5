import { create } from 'zustand'
import type { Fault } from '../../shared/errors.ts'

/** The last message on this screen, so that F1 can say what it means. */
interface Message {
  fault: Fault | null
  at: number
}

export const useMessage = create<Message>(() => ({ fault: null, at: 0 }))

export function noteFault(fault: Fault): void {
  useMessage.setState({ fault, at: Date.now() })
}
