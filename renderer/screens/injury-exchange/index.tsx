import { type ReactNode, useEffect } from 'react'
import type { ExchangeOptions } from '../../../shared/api/injury-exchange.ts'
import { bridge, call } from '../../bridge.ts'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { Tabs } from '../../components/Tabs.tsx'
import { timeShow, tookShow } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { type Asked, useAsk, useCommand } from '../../stores/ask.ts'
import { useRoute } from '../../stores/route.ts'
import { watchEnter } from '../common/enter.ts'
import { Downloads } from './Downloads.tsx'
import { Filings } from './Filings.tsx'
import { Institutions } from './Institutions.tsx'
import { Late } from './Late.tsx'
import { Stays } from './Stays.tsx'
import { type TabKey, turn, useExchange } from './store.ts'
import '../common/layout.css'
import '../common/fields.css'
import '../common/parts.css'
import '../common/money.css'
import './exchange.css'

const TABS: readonly {
  key: TabKey
  title: string
  Body: (props: { options: ExchangeOptions }) => ReactNode
}[] = [
  { key: 'downloads', title: '下载', Body: Downloads },
  { key: 'filings', title: '备案', Body: Filings },
  { key: 'stays', title: '入院与结算', Body: Stays },
  { key: 'institutions', title: '机构', Body: Institutions },
  { key: 'late', title: '超时', Body: Late },
]

/** 工伤交换: what the national system hands out, and what it is told. */
export default function InjuryExchange() {
  const options = useAsk('injury.exchange.options', {}, '查询是否开通')
  const at = useExchange((s) => s.tab)
  const open = options.value?.open === true
  useEffect(watchEnter, [])
  useTarget()
  useKeys(
    Object.fromEntries(
      TABS.map(({ title, key }, i) => [
        `Alt+${i + 1}`,
        { label: title, run: () => turn({ tab: key, said: '', text: '' }), enabled: open, quiet: true },
      ]),
    ),
  )
  if (!options.value) return <FaultPanel fault={options.fault} />
  if (!open) return <Closed />
  const { Body } = TABS.find(({ key }) => key === at)!
  return (
    <div className="x-screen">
      <div className="x-top">
        <Tabs label="工伤交换" tabs={TABS} at={at} onTurn={(tab) => turn({ tab, said: '', text: '' })} />
        <Light options={options} />
      </div>
      <Body key={at} options={options.value} />
    </div>
  )
}

/** An alarm leads to the tab that it is about. */
function useTarget(): void {
  const route = useRoute()
  useEffect(() => {
    const tab = TABS.find(({ key }) => key === route.params.tab)
    if (tab) turn({ tab: tab.key, said: '' })
  }, [route])
}

/** GYU000: the last word, and the key that asks again. */
function Light({ options }: { options: Asked<ExchangeOptions> }) {
  const command = useCommand()
  const { ping } = options.value!
  const { again } = options
  useEffect(() => bridge.on('tasks.changed', again), [again])
  const run = () =>
    command.run('连通性测试', async () => {
      await call('injury.exchange.ping', {})
      again()
    })
  useKeys({ F7: { label: '测试连通', run, enabled: !command.busy } })
  const tone = command.busy ? 'waiting' : !ping ? 'quiet' : ping.ok ? 'done' : 'in-doubt'
  const text = command.busy
    ? '正在测试'
    : ping
      ? `${timeShow(ping.at)} ${ping.words}${ping.ok ? `，${tookShow(ping.took_ms)}` : ''}`
      : '还没有测试过'
  return (
    <button type="button" className="x-light" tabIndex={-1} onClick={run} aria-label="连通性">
      <i className={tone}>●</i>
      <span>工伤异地系统：{text}</span>
      <kbd>F7</kbd>
    </button>
  )
}

const Closed = () => (
  <section className="panel x-closed" aria-label="没有开通">
    <h2>本站点没有开通跨省工伤</h2>
    <p>备案、入院、费用明细、结算、扣款、月结和机构信息与部级工伤异地就医系统交换。</p>
    <h3>怎样开通（信息科）</h3>
    <ol>
      <li>由实名用户登录部级系统下载密钥对，导入本机密钥库。</li>
      <li>
        在 <code>site.json</code> 的 <code>injury.gy</code>{' '}
        里填写平台地址、发送方行政区划代码、就医地和平台公钥，重新启动程序。
      </li>
      <li>
        经办机构的站点在 <code>roles</code> 里加上 <code>"agency"</code>。
      </li>
    </ol>
  </section>
)
