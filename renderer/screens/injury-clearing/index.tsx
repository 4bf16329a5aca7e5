import { type ReactNode, useEffect } from 'react'
import type { ClearingOptions } from '../../../shared/api/injury-clearing.ts'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { Tabs } from '../../components/Tabs.tsx'
import { useKeys } from '../../keys.ts'
import { useAsk } from '../../stores/ask.ts'
import { watchEnter } from '../common/enter.ts'
import { Applications } from './Applications.tsx'
import { Deducted } from './Deducted.tsx'
import { Months } from './Months.tsx'
import { Shares } from './Shares.tsx'
import { monthBeside, type TabKey, turn, useClearing } from './store.ts'
import '../common/layout.css'
import '../common/fields.css'
import '../common/parts.css'
import '../common/money.css'
import './clearing.css'

export interface TabProps {
  options: ClearingOptions
  month: string
}

interface Tab {
  key: TabKey
  title: string
  /** whose platform it is of */
  of: 'gs' | 'gy'
  /** looks at one month */
  monthly: boolean
  Body: (props: TabProps) => ReactNode
}

const TABS: readonly Tab[] = [
  { key: 'applications', title: '清算', of: 'gs', monthly: true, Body: Applications },
  { key: 'months', title: '月结', of: 'gy', monthly: true, Body: Months },
  { key: 'deducted', title: '扣款', of: 'gy', monthly: false, Body: Deducted },
  { key: 'shares', title: '清分', of: 'gy', monthly: false, Body: Shares },
]

/** 工伤清算: what is due to the hospital from the fund, month by month. */
export default function InjuryClearing() {
  const asked = useAsk('injury.clearing.options', {}, '查询是否开通')
  useEffect(watchEnter, [])
  const options = asked.value
  if (!options) return <FaultPanel fault={asked.fault} />
  const open = TABS.filter(({ of }) => options[of])
  return open.length > 0 ? <Open options={options} tabs={open} /> : <Closed />
}

function Open({ options, tabs }: { options: ClearingOptions; tabs: readonly Tab[] }) {
  const at = useClearing((s) => s.tab)
  const month = useClearing((s) => s.month) ?? options.month
  const tab = tabs.find(({ key }) => key === at) ?? tabs[0]!
  const to = (by: -1 | 1) => turn({ month: monthBeside(month, by), said: '' })
  useKeys({
    ...Object.fromEntries(
      tabs.map(({ key, title }, i) => [
        `Alt+${i + 1}`,
        { label: title, run: () => turn({ tab: key, said: '' }), quiet: true },
      ]),
    ),
    ...(tab.monthly
      ? {
          'Alt+ArrowLeft': { label: '上个月', run: () => to(-1) },
          'Alt+ArrowRight': { label: '下个月', run: () => to(1) },
        }
      : {}),
  })
  const { Body } = tab
  return (
    <div className="cl-screen">
      <div className="cl-top">
        <Tabs label="工伤清算" tabs={tabs} at={tab.key} onTurn={(key) => turn({ tab: key, said: '' })} />
        {tab.monthly && (
          <div className="cl-month">
            <button type="button" className="v-tab" tabIndex={-1} onClick={() => to(-1)}>
              <kbd>Alt+←</kbd>
            </button>
            <output aria-label="月份">{month.replace('-', ' 年 ')} 月</output>
            <button type="button" className="v-tab" tabIndex={-1} onClick={() => to(1)}>
              <kbd>Alt+→</kbd>
            </button>
          </div>
        )}
      </div>
      <Body key={`${tab.key} ${tab.monthly ? month : ''}`} options={options} month={month} />
    </div>
  )
}

const Closed = () => (
  <section className="panel cl-closed" aria-label="没有开通">
    <h2>本站点没有开通四川工伤或跨省工伤</h2>
    <p>清算申请、月结、审核扣款和费用清分要向工伤联网结算平台或部级工伤异地就医系统报送。</p>
    <p>
      请信息科在 <code>site.json</code> 的 <code>injury.gs</code>、<code>injury.gy</code>{' '}
      里填写平台地址等，重新启动程序。
    </p>
  </section>
)
