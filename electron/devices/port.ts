import type { Cert } from '../../shared/visit.ts'

/** A reader of cards: one read a call. Throws GuitaiError with a Chinese reason (no card, reader gone). */
export interface CardReader {
  id: string
  name: string
  state(): { ok: boolean; text: string }
  read(signal: AbortSignal): Promise<{ cert: Cert; label: string }>
}

/** Decodes a 医保电子凭证 scan into the token that 1101 wants (devices.md 2.2). */
export interface VoucherDecoder {
  decode(text: string, businessType: string, by: { opter: string; opterName: string }): Promise<Cert>
}
