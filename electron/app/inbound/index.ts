import type { InboundDesk, InboundHandler } from './port.ts'

export function createInbound(): InboundDesk & { handler(infno: string): InboundHandler | undefined } {
  const handlers = new Map<string, InboundHandler>()
  return {
    register: (handler) => void handlers.set(handler.infno, handler),
    handler: (infno) => handlers.get(infno),
  }
}
