import { useEffect } from 'react'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { Tabs } from '../../components/Tabs.tsx'
import { useKeys } from '../../keys.ts'
import { useAsk } from '../../stores/ask.ts'
import { watchEnter } from '../common/enter.ts'
import { Family } from './Family.tsx'
import { Info } from './Info.tsx'
import { Papers } from './Papers.tsx'
import { Pictures } from './Pictures.tsx'
import { goTo, type TabKey, useSichuan } from './store.ts'
import { TwoDiseases } from './TwoDiseases.tsx'
import { Bills, Lists, Marks } from './tabs.tsx'
import '../common/layout.css'
import '../common/fields.css'
import '../common/parts.css'
import '../common/money.css'
import './sichuan.css'

const TABS: readonly { key: TabKey; title: string; Body: () => React.ReactNode }[] = [
  { key: 'family', title: '共济账户', Body: Family },
  { key: 'bill', title: '电子票据', Body: Bills },
  { key: 'mark', title: '特殊标识', Body: Marks },
  { key: 'picture', title: '图片文件', Body: Pictures },
  { key: 'paper', title: '单据打印', Body: Papers },
  { key: 'two', title: '城乡两病', Body: TwoDiseases },
  { key: 'list', title: '结算清单', Body: Lists },
  { key: 'info', title: '其他信息', Body: Info },
]

/** 四川扩展: what the province adds, where this site has it open. */
export default function SichuanScreen() {
  const state = useAsk('sichuan.state', {}, '查询是否开通')
  const drafts = useSichuan((s) => s.drafts)
  const at = useSichuan((s) => s.tab)
  const open = state.value?.open === true
  useEffect(watchEnter, [])
  useKeys(
    Object.fromEntries(
      TABS.map(({ title, key }, i) => [
        `Alt+${i + 1}`,
        { label: title, run: () => goTo(key), enabled: open, quiet: true },
      ]),
    ),
  )
  if (!state.value) return <FaultPanel fault={state.fault} />
  if (!open) return <Closed />
  const { Body } = TABS.find(({ key }) => key === at)!
  const isDraft = (key: TabKey) => Boolean((drafts as Partial<Record<TabKey, unknown>>)[key])
  return (
    <div className="sc-screen">
      <Tabs
        label="四川扩展"
        tabs={TABS.map((tab) => ({
          ...tab,
          note: isDraft(tab.key) && <small className="waiting">填写中</small>,
        }))}
        at={at}
        onTurn={goTo}
      />
      <Body key={at} />
    </div>
  )
}

/** How to open the family, and what a person may set of it. */
const Closed = () => (
  <section className="panel sc-closed" aria-label="没有开通">
    <h2>本站点没有开通四川扩展</h2>
    <p>
      共济账户、电子票据、特殊标识、图片文件、单据打印、城乡两病、结算清单扩展和其他信息由四川省的扩展接口提供。
    </p>
    <h3>怎样开通（信息科）</h3>
    <ol>
      <li>
        在 <code>site.json</code> 的 <code>nhsa.overlays</code> 里加上 <code>"sichuan"</code>，重新启动程序。
      </li>
      <li>
        交易编号和省里文档不同的，在 <code>nhsa.codes</code> 里换成省里的编号，如{' '}
        <code>{'{ "SCX-0201": "省里的编号" }'}</code>；字段名不同的，在 <code>nhsa.wireNames</code> 里对应。
      </li>
      <li>先在“自检报告”里跑一遍四川扩展，再正式使用。</li>
    </ol>
  </section>
)
