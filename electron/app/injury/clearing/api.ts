import { OFFICE, type Registry } from '../../registry.ts'
import { deduct, deductedRows, deductibleRows, undeduct } from './deductions.ts'
import { type ClearingDeps, monthOf } from './deps.ts'
import { clearingForm } from './form.ts'
import { apply, deductions, refresh, undo } from './gs.ts'
import { clearingItems, clearingList } from './gs-view.ts'
import { closeMonth } from './month-end.ts'
import { monthItems, monthRows } from './months.ts'
import { shareItems, shareRows } from './shares.ts'

/** Until this day the month before is looked at first. */
const MONTH_AFTER_days = 15

/** Channels of 工伤清算, for the offices. */
export function registerClearing(reg: Registry, deps: ClearingDeps): void {
  const { lanes, bus, now } = deps
  /** One at a time a family; whoever looks at it hears that it moved, even where it ended in doubt. */
  const inTurn = async <T>(family: 'gs' | 'gy', work: () => Promise<T>): Promise<T> => {
    try {
      return await lanes.run(`injury.clearing ${family}`, work)
    } finally {
      bus.emit('injury.changed', { family })
    }
  }
  reg.read(
    'injury.clearing.options',
    async () => ({
      ...{ gs: deps.gs !== null, gy: deps.gy !== null, agency: deps.gy?.agency ?? false },
      month: monthOf(now(), new Date(now()).getDate() <= MONTH_AFTER_days ? 1 : 0),
    }),
    OFFICE,
  )
  reg.read('injury.clearing.list', ({ month }) => clearingList(deps, month), OFFICE)
  reg.read('injury.clearing.items', ({ month, id }) => clearingItems(deps, month, id), OFFICE)
  reg.write(
    'injury.clearing.refresh',
    ({ month }, caller) => inTurn('gs', () => refresh(deps, caller, month)),
    OFFICE,
  )
  reg.write('injury.clearing.apply', (form, caller) => inTurn('gs', () => apply(deps, caller, form)), OFFICE)
  reg.write('injury.clearing.undo', (form, caller) => inTurn('gs', () => undo(deps, caller, form)), OFFICE)
  reg.write('injury.clearing.form', (form, caller) => clearingForm(deps, caller, form), OFFICE)
  reg.write('injury.clearing.deductions', (form, caller) => deductions(deps, caller, form), OFFICE)
  reg.read('injury.clearing.months', ({ month }) => monthRows(deps, month), OFFICE)
  reg.read('injury.clearing.monthItems', ({ month, id }) => monthItems(deps, month, id), OFFICE)
  reg.write(
    'injury.clearing.closeMonth',
    (form, caller) => inTurn('gy', () => closeMonth(deps, caller, form)),
    OFFICE,
  )
  reg.read('injury.clearing.deducted', (query) => deductedRows(deps, query), OFFICE)
  reg.read('injury.clearing.deductible', (query) => deductibleRows(deps, query), OFFICE)
  reg.write(
    'injury.clearing.deduct',
    (form, caller) => inTurn('gy', () => deduct(deps, caller, form)),
    OFFICE,
  )
  reg.write(
    'injury.clearing.undeduct',
    (form, caller) => inTurn('gy', () => undeduct(deps, caller, form)),
    OFFICE,
  )
  reg.read('injury.clearing.shares', (query) => shareRows(deps, query), OFFICE)
  reg.read('injury.clearing.shareItems', (query) => shareItems(deps, query), OFFICE)
}
