import type { RxHit, RxLineView, RxState, RxView } from '../../../shared/api/stock.ts'
import { maskName, maskNo } from '../../../shared/mask.ts'
import type { UploadState } from '../../journal/port.ts'
import type { StockDeps } from './deps.ts'
import { sourceOf } from './kinds.ts'
import { isDone, needOf, outside, type Rx, type RxLine, stateOf } from './rx.ts'

const RX_STATE_LABEL: Record<RxState, string> = {
  todo: '待发',
  part: '正在扫码',
  scanned: '已扫码，待收费',
  done: '已发药',
  toReturn: '已退费，待退药',
  returned: '已退药',
  void: '已退费',
}

export function rxHit(rx: Rx): RxHit {
  const state = stateOf(rx)
  const names = rx.lines.map((line) => line.fixmedins_hilist_name)
  return {
    rxno: rx.rxno,
    psn_name: maskName(rx.psn_name),
    dept_name: rx.dept_name,
    prsc_time: rx.prsc_time,
    drugs: names.join('、'),
    state,
    stateLabel: state === 'todo' && rx.paid === 'open' ? '未收费' : RX_STATE_LABEL[state],
    paid: rx.paid === 'paid',
  }
}

/** The prescription as the screen gets it: masked, with how its sales stand at the centre. */
export async function rxView(deps: Pick<StockDeps, 'journal'>, rx: Rx, version: number): Promise<RxView> {
  const state = stateOf(rx)
  const { stateLabel, psn_name, paid } = rxHit(rx)
  return {
    rxno: rx.rxno,
    version,
    psn_name,
    certnoMasked: maskNo(rx.certno),
    ...{ dept_name: rx.dept_name, prsc_dr_name: rx.prsc_dr_name, prsc_time: rx.prsc_time, billId: rx.billId },
    ...{ state, stateLabel, paid },
    paidLabel: paidLabel(rx),
    lines: rx.lines.map((line) => lineView(rx, line)),
    note: noteOf(rx),
    upload: await uploadOf(deps, rx),
    canFinish: (state === 'todo' || state === 'part') && rx.lines.length > 0 && rx.lines.every(isDone),
  }
}

const PAID_LABEL: Record<Rx['paid'], string> = { open: '未收费', paid: '已收', refunded: '已退费' }

const paidLabel = ({ paid, setl }: Rx) =>
  paid === 'paid' && setl.mdtrt_setl_type === '1' ? '已收（医保）' : PAID_LABEL[paid]

function lineView(rx: Rx, line: RxLine): RxLineView {
  return {
    ...{ lineNo: line.lineNo, fixmedins_hilist_id: line.fixmedins_hilist_id },
    ...{ name: line.fixmedins_hilist_name, spec: line.spec, unit: line.unit, cnt: line.cnt },
    trdn_flag: line.trdn_flag,
    need: needOf(line),
    codes: line.codes.map(({ drug_trac_codg, manu_lotnum, expy_end, returnedAt }) => ({
      ...{ drug_trac_codg, manu_lotnum, expy_end },
      returned: returnedAt !== null,
    })),
    noCode: line.noCode,
    done: isDone(line),
    returnable: String(outside(rx, line.lineNo)),
  }
}

function noteOf(rx: Rx): string {
  const state = stateOf(rx)
  if (rx.changed) return '扫码之后医生改过这张处方：请与 HIS 核对，必要时取消已扫的码。'
  if (state === 'toReturn') return '这张处方已经退费，药还在外面：请收回药品，扫码退药（F9）。'
  if (state === 'scanned') {
    return rx.paid === 'paid'
      ? '已经收费，但本机还不知道结算ID：HIS 给出后自动上传销售。'
      : '码已扫好，等窗口收费；结算后自动上传销售。药先不要发出。'
  }
  if (rx.paid === 'open' && (state === 'todo' || state === 'part'))
    return '还没有收费：可以先扫码，药等收费后再发出。'
  return ''
}

const UPLOAD_WORDS: [UploadState[], string][] = [
  [['accepted'], '已上传'],
  [['waiting', 'sent'], '待上传'],
  [['held', 'refused'], '被拒'],
  [['withdrawn'], '已撤'],
]

async function uploadOf({ journal }: Pick<StockDeps, 'journal'>, rx: Rx): Promise<string> {
  if (rx.sales.length === 0) return ''
  const keys = rx.sales.map((sale) => sale.key)
  const rows = await journal.uploads({ source: sourceOf('sale'), keys, limit: keys.length })
  const words = UPLOAD_WORDS.flatMap(([states, word]) => {
    const count = rows.filter((row) => states.includes(row.state)).length
    return count > 0 ? [`${word} ${count} 条`] : []
  })
  const back = rx.sales.filter((sale) => sale.returned > 0).length
  return `销售${words.join('，')}${back > 0 ? `；退货 ${back} 条` : ''}`
}
