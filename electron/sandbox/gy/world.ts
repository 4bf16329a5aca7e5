import type { JsonObject } from '../../../shared/contract.ts'
import { dateOf, datetime } from '../../../shared/msgid.ts'
import type { Row } from '../ledger.ts'
import { insertFiling } from './filings.ts'
import { papersOf } from './papers.ts'
import { LONG_days } from './people.ts'
import { publish } from './publish.ts'
import { stays } from './stays.ts'
import { type Ctx, text } from './types.ts'
import { PLACES, workerOf } from './workers.ts'

/**
 * What other provinces have brought to the platform before this one asks, made up when a download first asks for
 * it: the same in every ledger.
 */
const FILINGS = 1_200
const APPLICATIONS = 640
const INSTITUTIONS = 36
const DAY_ms = 86_400_000

/** Which records come with which download; one that is made brings all of its row along. */
const MAKES: Record<string, (ctx: Ctx) => void> = {
  GYD001: applications,
  GYD006: filings,
  GYD009: institutions,
  ...Object.fromEntries(
    ['GYD101', 'GYD102', 'GYD103', 'GYD003', 'GYD004', 'GYD401', 'GYD402', 'GYD403', 'GYD404'].map((dl) => [
      dl,
      (ctx: Ctx) => once(ctx, 'stays', () => stays(ctx)),
    ]),
  ),
}

export const seedFor = (dl: string, ctx: Ctx): void => MAKES[dl]?.(ctx)

/** The number is taken back with everything else where the message is refused. */
function once({ store }: Ctx, what: string, make: () => void): void {
  if (store.get('select 1 from seq where name = ?', `gy.made.${what}`)) return
  store.next(`gy.made.${what}`)
  make()
}

function filings(ctx: Ctx): void {
  once(ctx, 'filings', () => {
    const at = datetime(ctx.at_ms - 20 * DAY_ms)
    // who is filed already is told of like everybody else
    for (const { data } of ctx.store.all<Row & { data: string }>(
      'select data from gy_filing order by yzz014',
    ))
      publish(ctx, 'GYD006', JSON.parse(data))
    for (let n = 1; n <= FILINGS; n++) {
      const row: JsonObject = {
        ...{ ...workerOf('B', n, ctx.at_ms), yzz014: `GYBB${String(n).padStart(8, '0')}` },
        ...{ filing_state: '1', chk_time: at, upd_time: at },
      }
      insertFiling(ctx, row)
      publish(ctx, 'GYD006', row)
    }
  })
}

function applications(ctx: Ctx): void {
  once(ctx, 'applications', () => {
    for (let n = 1; n <= APPLICATIONS; n++) {
      const appy_id = `GYSQ${String(n).padStart(8, '0')}`
      const row: JsonObject = {
        ...{ ...workerOf('A', n, ctx.at_ms), appy_id, appy_rea: '长期异地工作，需就近治疗' },
        appy_time: datetime(ctx.at_ms - (n % 72) * 3_600_000),
        filelist: papersOf(appy_id, n),
      }
      ctx.store.insert('gy_application', {
        ...{ appy_id, aac002: text(row, 'aac002'), aac003: text(row, 'aac003') },
        ...{ inst_type: text(row, 'inst_type'), state: 'waiting', data: JSON.stringify(row) },
      })
      publish(ctx, 'GYD001', row)
    }
  })
}

const HOSPITALS = ['示范人民医院', '示范骨科医院', '示范康复医院', '示范辅助器具中心']

function institutions(ctx: Ctx): void {
  once(ctx, 'institutions', () => {
    for (let n = 1; n <= INSTITUTIONS; n++) {
      const aab299 = PLACES[n % PLACES.length]!
      publish(ctx, 'GYD009', {
        ...{ akb020: `H${aab299}${String(n).padStart(5, '0')}`, akb021: `${aab299}${HOSPITALS[n % 4]}` },
        ...{
          inst_type: n % 4 === 2 ? '2' : n % 4 === 3 ? '3' : '1',
          inst_uscc: `12${aab299}MB${String(n).padStart(8, '0')}`,
        },
        ...{
          aab299,
          yab600: aab299,
          inst_addr: `${aab299} 示范路 ${n} 号`,
          inst_tel: `0755-${80_000_000 + n}`,
        },
        ...{
          agre_state: '1',
          aae030: dateOf(ctx.at_ms - 300 * DAY_ms),
          aae031: dateOf(ctx.at_ms + LONG_days * DAY_ms),
        },
        upd_time: datetime(ctx.at_ms - 3 * DAY_ms),
      })
    }
  })
}
