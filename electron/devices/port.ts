import type { CodeClass, CodeContext, DeviceKind, DeviceView } from '../../shared/api/devices.ts'
import type { Cert } from '../../shared/visit.ts'

/**
 * A reader of cards: one read a call, waits for a card until the signal. Throws GuitaiError with a Chinese
 * reason: `rejected` where a card was seen and could not be read, anything else where none was seen.
 */
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

/**
 * One device behind one driver. A driver opens by itself, looks for its device again after it was unplugged,
 * never throws out of an event, and says what it does through `Told`. Closing frees the port at once.
 */
export interface Device {
  readonly id: string
  readonly kind: DeviceKind
  view(): DeviceView
  /** tries it out; what came of it in Chinese. Throws GuitaiError where it did not work. */
  test(): Promise<string>
  /** lets go and opens anew */
  reset(): Promise<void>
  close(): Promise<void>
  /** readers of cards */
  reader?: CardReader
  /** printers of receipts: the bytes, whole; throws where the printer did not take them all */
  write?(bytes: Uint8Array): Promise<void>
}

/** What a driver tells the hub. */
export interface Told {
  /** state or last event changed */
  changed(): void
  /** a whole scan, without its suffix */
  scan(text: string): void
}

/** What every driver is given. */
export interface DriverDeps {
  now(): number
  /** null when nothing is stored under this name */
  secret(ref: string): Promise<string | null>
  log(line: Record<string, unknown>): void
}

/** All devices of this counter. */
export interface DeviceHub {
  list(): DeviceView[]
  device(id: string): Device | null
  test(id: string): Promise<string>
  reset(id: string): Promise<DeviceView>
  /** every card reader as one: the first card that any of them sees. Null where none is configured. */
  reader(): CardReader | null
  classify(text: string, context?: CodeContext): CodeClass
  /** one light for all: fault before absent before ready */
  light(): { ok: boolean; text: string } | null
  close(): Promise<void>
}
