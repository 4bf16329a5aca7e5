import type { JsonObject } from '../../../../shared/contract.ts'
import { fail } from '../../../../shared/errors.ts'
import { senderOf } from '../../office.ts'
import { type Caller, OFFICE, type Registry } from '../../registry.ts'
import { lookup, ping, pinged, settlementsOf } from './ask.ts'
import { change } from './changes.ts'
import { bookKind } from './codes.ts'
import { type ExchangeDeps, nameOf, openDownloads, type Send } from './deps.ts'
import { askAgain, type Checked, compare, runWhole, settle } from './downloads.ts'
import { attachment, keep } from './files.ts'
import { audited, file, filingDraft, review } from './filings.ts'
import { institution, institutionDraft } from './institutions.ts'
import { lateOnes } from './late.ts'
import { linesOfStays } from './tasks.ts'
import { arrivalsView, detailOf, downloadsView, foreignRow, oneRow, plainOf, rowsOf } from './view.ts'

/** Channels of 工伤交换, for the offices. The agency's are refused where the site has not that role. */
export function registerExchange(reg: Registry, deps: ExchangeDeps, checked: Checked): void {
  const { journal } = deps
  const sending = async (caller: Caller): Promise<Send> => {
    const send = await senderOf(deps, caller)
    return (request) => send({ family: 'gy', ...request })
  }
  const codes = new Set(openDownloads(deps).map(({ code }) => code))
  const opened = (code?: string) => {
    if (!deps.book)
      fail('not_found', '本站点没有开通跨省工伤', '没有发送。', '请信息科在 site.json 的 injury.gy 里开通。')
    if (code !== undefined && !codes.has(code))
      fail('denied', `本站点没有经办机构的角色，不能使用 ${code}`, '没有发送。', '请由经办机构的站点办理。')
  }
  const agency = (code: string) => {
    opened()
    if (!deps.agency)
      fail('denied', `本站点没有经办机构的角色，不能使用 ${code}`, '没有发送。', '请由经办机构的站点办理。')
  }
  reg.read(
    'injury.exchange.options',
    async () => ({
      ...{ open: deps.book !== null, agency: deps.agency, ping: await pinged(journal) },
      states: Object.fromEntries(openDownloads(deps).map(({ code, states }) => [code, states])),
    }),
    OFFICE,
  )
  reg.read('injury.exchange.downloads', () => downloadsView(deps), OFFICE)
  reg.read('injury.exchange.arrivals', (query) => arrivalsView(deps, query), OFFICE)
  reg.read(
    'injury.exchange.rows',
    async (query) => {
      opened(query.code)
      return rowsOf(deps, query)
    },
    OFFICE,
  )
  reg.read(
    'injury.exchange.row',
    async ({ code, id }) => {
      opened(code)
      return detailOf(deps, code, id)
    },
    OFFICE,
  )
  reg.write(
    'injury.exchange.reveal',
    async ({ code, id }, caller) => {
      opened(code)
      const fields = await plainOf(deps, code, id)
      await journal.commit([audited(nameOf(caller), deps.now(), 'injury.exchange.reveal', id, { code })])
      return { fields }
    },
    OFFICE,
  )
  reg.read('injury.exchange.late', () => lateOnes(journal, deps.now()), OFFICE)
  registerDownloads(reg, deps, checked, { sending, opened })
  registerAgency(reg, deps, agency)
  reg.write(
    'injury.exchange.ping',
    async (_, caller) => {
      opened()
      return ping(deps, await sending(caller))
    },
    OFFICE,
  )
  reg.write(
    'injury.exchange.lookup',
    async (form, caller) => {
      opened()
      return lookup(deps, await sending(caller), form)
    },
    OFFICE,
  )
  reg.write(
    'injury.exchange.person',
    async (form, caller) => {
      opened()
      const found = await settlementsOf(await sending(caller), form)
      return { total: found.length, rows: found.map((row) => foreignRow(deps, 'GYD103', row)) }
    },
    OFFICE,
  )
  reg.write(
    'injury.exchange.attachment',
    async ({ code, id, file_id }, caller) => {
      opened(code)
      const shown = await attachment(deps, caller, { kind: bookKind(code), id, file_id })
      const detail = { code, file_id }
      await journal.commit([audited(nameOf(caller), deps.now(), 'injury.exchange.attachment', id, detail)])
      return shown
    },
    OFFICE,
  )
}

interface Gates {
  sending(caller: Caller): Promise<Send>
  opened(code?: string): void
}

function registerDownloads(
  reg: Registry,
  deps: ExchangeDeps,
  checked: Checked,
  { sending, opened }: Gates,
): void {
  const words = ({ rows, again, failed }: { rows: number; again: number; failed: string[] }) =>
    [
      rows === 0 ? '没有新的' : `下载并确认 ${rows} 条`,
      ...(again > 0 ? [`撤销后重新下载 ${again} 条`] : []),
      ...failed.map((why) => `重新下载没有完成：${why}`),
    ].join('，')
  reg.write(
    'injury.exchange.run',
    async ({ code, akb020, akc190 }, caller) => {
      opened(code)
      const x = { deps, send: await sending(caller) }
      if (code === 'GYD102' && !(akb020 && akc190)) {
        const rows = await linesOfStays(x, checked)
        return { rows, words: words({ rows, again: 0, failed: [] }) }
      }
      const visit: JsonObject = akb020 && akc190 ? { akb020, akc190 } : {}
      const done = await runWhole(x, checked, code, visit)
      return { rows: done.rows + done.again, words: words(done) }
    },
    OFFICE,
  )
  reg.write(
    'injury.exchange.confirm',
    async ({ code }, caller) => {
      opened(code)
      const x = { deps, send: await sending(caller) }
      const { lost } = await deps.lanes.run(`gy.download ${code}`, async () => {
        const found = await compare(x, code)
        await settle(x, code)
        return found
      })
      const again = lost > 0 ? (await runWhole(x, checked, code)).rows : 0
      return {
        words:
          lost > 0 ? `核对完成：有 ${lost} 次下载没有收到，已重新下载 ${again} 条` : '核对完成：都已确认',
      }
    },
    OFFICE,
  )
  reg.write(
    'injury.exchange.again',
    async ({ code, transid, reason }, caller) => {
      opened(code)
      const x = { deps, send: await sending(caller) }
      const by = nameOf(caller)
      await deps.journal.commit([audited(by, deps.now(), 'injury.exchange.again', transid, { code, reason })])
      const input = await deps.lanes.run(`gy.download ${code}`, async () => {
        await askAgain(x, code, transid, reason, by)
        const txn = await deps.journal.txn(transid)
        return (txn?.input.data as { akb020?: string; akc190?: string } | undefined) ?? {}
      })
      const visit: JsonObject =
        code === 'GYD102' ? { akb020: input.akb020 ?? '', akc190: input.akc190 ?? '' } : {}
      const done = await runWhole(x, checked, code, visit)
      return { rows: done.rows + done.again, words: words(done) }
    },
    OFFICE,
  )
}

function registerAgency(reg: Registry, deps: ExchangeDeps, agency: (code: string) => void): void {
  reg.write(
    'injury.exchange.review',
    (form, caller) =>
      deps.lanes.run(`gy.filing`, async () => {
        agency('GYU001')
        const { id } = await review(deps, caller, form)
        return oneRow(deps, 'GYD001', id)
      }),
    OFFICE,
  )
  reg.write(
    'injury.exchange.keep',
    async ({ name, content }) => {
      agency('GYU002')
      return keep(deps.files, name, content)
    },
    OFFICE,
  )
  reg.write(
    'injury.exchange.file',
    (form, caller) =>
      deps.lanes.run('gy.filing', async () => {
        agency('GYU006')
        const { id } = await file(deps, caller, form)
        return oneRow(deps, 'GYD006', id)
      }),
    OFFICE,
  )
  reg.write(
    'injury.exchange.change',
    (form, caller) =>
      deps.lanes.run('gy.filing', async () => {
        agency('GYU007')
        const { id } = await change(deps, caller, form)
        return oneRow(deps, 'GYD006', id)
      }),
    OFFICE,
  )
  reg.write(
    'injury.exchange.institution',
    (form, caller) =>
      deps.lanes.run('gy.filing', async () => {
        agency('GYU009')
        const { id } = await institution(deps, caller, form)
        return oneRow(deps, 'GYD009', id)
      }),
    OFFICE,
  )
  reg.read(
    'injury.exchange.draft',
    async ({ is, id }) => {
      agency(is === 'filing' ? 'GYU006' : 'GYU009')
      return is === 'filing' ? filingDraft(deps) : institutionDraft(deps, id)
    },
    OFFICE,
  )
}
