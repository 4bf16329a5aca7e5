import type { JsonObject } from '../../../shared/contract.ts'
import type { InjuryFamily } from '../../../shared/injury.ts'
import type { Facts, World } from './world.ts'

export interface Sent {
  msgid: string
  input: JsonObject
  world: World
}

/** One message of the rehearsal, as data: what it is made of, what it tells the later ones. */
export interface Step {
  /** nhsa unless told */
  family?: 'sichuan' | InjuryFamily
  infno: string
  /** what of the interface is tried here, where it comes more than once */
  about?: string
  /** facts that have to be known: without them the step is not reached */
  needs?: readonly string[]
  /** values by field name: they go before the facts, and into optional fields too */
  over?: (world: World) => Facts
  /** optional nodes that are sent too */
  nodes?: readonly string[]
  /** last changes of the whole input */
  shape?: (input: JsonObject, world: World) => JsonObject
  /** facts that it and its answer tell */
  keep?: (output: JsonObject, sent: Sent) => Facts
  /** facts that no longer hold once it has succeeded */
  drops?: readonly string[]
  /** is about no person */
  nobody?: true
  /** a document number is not enough for it: the person's name goes along */
  asksName?: true
  /** sent only where this interface went out before: what it takes back was made by it */
  after?: string
  /** takes back what an earlier step made: done even after a cancel */
  undoes?: true
  /** why this site cannot try it, in Chinese; null: it can */
  bars?: (world: World) => string | null
  /** a province's own: only where the site has it */
  ifOpen?: true
  /** money moves: booked in the counter's ledger, so that the day agrees with the centre's */
  books?: 'settle' | 'refund'
  /** the platform calls the hospital: given to the own door */
  inbound?: true
}
