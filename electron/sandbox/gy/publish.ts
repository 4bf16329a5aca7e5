import type { JsonObject } from '../../../shared/contract.ts'
import { type Ctx, serial, text } from './types.ts'

/** Puts a record where its readers fetch it. */
export function publish(ctx: Pick<Ctx, 'store'>, dl: string, row: JsonObject): string {
  const uniq_id = serial(ctx, 'U')
  ctx.store.insert('gy_download', {
    uniq_id,
    dl,
    akb020: text(row, 'akb020'),
    akc190: text(row, 'akc190'),
    aab299: text(row, 'aab299'),
    aab301: text(row, 'aab301'),
    inst_type: text(row, 'inst_type'),
    data: JSON.stringify(row),
  })
  return uniq_id
}

/** What nobody has fetched yet and no longer holds: the lines of a visit that were undone. */
export const unpublish = ({ store }: Ctx, dl: string, akb020: string, akc190: string) =>
  store.run(
    "delete from gy_download where dl = ? and akb020 = ? and akc190 = ? and state = 'fresh'",
    dl,
    akb020,
    akc190,
  )
