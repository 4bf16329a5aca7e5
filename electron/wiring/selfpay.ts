import { OFFICE } from '../app/registry.ts'
import { listOf, registerSelfpay } from '../app/selfpay/api.ts'
import { selfpayEffects } from '../app/selfpay/effects.ts'
import { createLanes } from '../engine/lane.ts'
import type { Parts } from './index.ts'

const STATE: Record<string, string> = {
  new: '待上传',
  cleared: '明细上传中',
  details: '待传就诊和诊断',
  visit: '待标记完成',
  done: '已完成',
  removed: '已删除',
}

/** Self-pay stays asked for later (4201–4209). */
export function wireSelfpay(parts: Parts): void {
  const { site, journal, engine, machine, his, bus, clock, book } = parts
  for (const [name, effect] of selfpayEffects()) parts.effects.set(name, effect)
  registerSelfpay(parts.registry, {
    ...{ journal, engine, machine, his, bus, now: clock.now, lanes: createLanes() },
    fixmedins_code: site.institution.fixmedins_code,
    fixmedins_name: site.institution.fixmedins_name,
    contract: (infno) => book.get(infno),
    dict: (name) => book.dict(name),
  })
  parts.exports.register({
    id: 'selfpay',
    label: '自费待上传清单',
    roles: OFFICE,
    columns: [
      { title: '状态', width: 14 },
      { title: '姓名', width: 12 },
      { title: '证件号码', width: 22 },
      { title: '类别', width: 8 },
      { title: '住院/门诊号', width: 18 },
      { title: '医药机构就诊ID', width: 24 },
      { title: '科室', width: 16 },
      { title: '开始时间', width: 20 },
      { title: '结束时间', width: 20 },
      { title: '明细条数', width: 10, kind: 'number' },
      { title: '已传条数', width: 10, kind: 'number' },
      { title: '费用合计', width: 14, kind: 'fen' },
      { title: '说明', width: 40 },
    ],
    async *rows(query) {
      for (const row of await listOf({ journal }, String(query.text ?? '')))
        yield [
          ...[STATE[row.state] ?? row.state, row.psn_name, row.certnoMasked],
          ...[row.kind === 'inpatient' ? '住院' : '门诊', row.ipt_otp_no, row.id, row.dept],
          ...[row.begntime, row.endtime, row.lines, row.sent, row.totalFen, row.why],
        ]
    },
  })
}
