import { useState } from 'react'
import type { SichuanOutputs, SichuanSettlement } from '../../../shared/api/sichuan.ts'
import { GuitaiError } from '../../../shared/errors.ts'
import { yuanShow } from '../../../shared/money.ts'
import { PAY_METHOD_LABEL, type PayMethod } from '../../../shared/visit.ts'
import { call } from '../../bridge.ts'
import type { Column } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { useKeys } from '../../keys.ts'
import { PayersBox, UnpayBox } from './family-boxes.tsx'
import { NOTHING, useSubjects, useWork } from './hooks.ts'
import { SETTLEMENT, SubjectPane } from './lists.tsx'

type Payers = SichuanOutputs['sichuan.accounts']

const COLUMNS: readonly Column<SichuanSettlement>[] = [
  ...SETTLEMENT,
  { key: 'cash', title: '个人现金', width: 92, align: 'right', render: (row) => yuanShow(row.cashFen) },
  {
    key: 'family',
    title: '共济支付',
    width: 92,
    align: 'right',
    render: (row) => (row.family?.state === 'paid' ? yuanShow(row.family.totalFen) : '—'),
  },
  { key: 'state', title: '状态', render: (row) => <State row={row} /> },
  {
    key: 'setl_id',
    title: '结算ID',
    width: 230,
    render: (row) => <span className="code">{row.setl_id}</span>,
  },
]

function State({ row }: { row: SichuanSettlement }) {
  const { family, doubtful, cashFen } = row
  if (doubtful) return <span className="waiting">查证中</span>
  if (family?.state === 'paid')
    return (
      <span className="done">
        已共济支付 <span className="code">{family.mulaid_sn ?? '流水号没有告知'}</span>
      </span>
    )
  if (cashFen === 0) return <span className="quiet">没有现金支出</span>
  return family ? <span className="quiet">共济已撤销，可再办</span> : '可以共济'
}

/** 共济账户: a relative's account pays the cash share of a settlement, and gets it back. */
export function Family() {
  const told = useState(NOTHING)
  const [chosen, setChosen] = useState<string | null>(null)
  const [paying, setPaying] = useState<Payers | null>(null)
  const [undoing, setUndoing] = useState(false)
  const [round, setRound] = useState(0)
  const { command, run, said, fault, tell } = useWork(() => setRound((n) => n + 1), told)
  const list = useSubjects('sichuan.settlements', command, round)
  const rows = list.asked.value ?? []
  const row = rows.find(({ setl_id }) => setl_id === chosen) ?? rows[0] ?? null

  const ask = () =>
    row &&
    run('查询共济账户', async () => {
      const payers = await call('sichuan.accounts', { setl_id: row.setl_id })
      if (!payers.some(({ valid, avlFen }) => valid && avlFen > 0)) throw nobody(payers)
      setPaying(payers)
      return ''
    })
  const idle = !command.busy && row !== null && !row.doubtful
  const isPaid = row?.family?.state === 'paid'
  const canPay = idle && !isPaid && row.taken.length > 0
  useKeys({
    ...list.keys,
    F4: { label: '刷新', run: list.again },
    F6: { label: '共济支付', run: ask, enabled: canPay },
    F9: { label: '撤销共济', run: () => setUndoing(true), enabled: idle && isPaid },
  })
  const done = (words: string) => {
    setPaying(null)
    setUndoing(false)
    tell({ said: words, fault: null })
    setRound((n) => n + 1)
  }
  const doubtful = () => {
    setPaying(null)
    setUndoing(false)
    setRound((n) => n + 1)
  }
  return (
    <div className="sc-one">
      <SubjectPane
        title="本窗口的结算"
        text={list.text}
        onText={list.setText}
        placeholder="姓名、证件号码或门诊住院号"
        more={
          <ExportButton table="sichuan.settlements" query={{ text: list.text }} disabled={!rows.length} />
        }
        said={said}
        fault={fault ?? list.asked.fault}
        columns={COLUMNS}
        rows={rows}
        keyOf={(one) => one.setl_id}
        row={row}
        onSelect={(one) => setChosen(one.setl_id)}
        onOpen={() => canPay && void ask()}
        empty="近 31 天在本窗口办成、没有撤销的医保结算会列在这里。患者的亲属可以用个人账户支付他的现金部分。"
        next={{
          label: isPaid ? '撤销共济支付' : '查询共济账户',
          hotkey: isPaid ? 'F9' : 'F6',
          blocked: isPaid ? !idle : !canPay,
          onPress: () => (isPaid ? setUndoing(true) : void ask()),
          hint: row ? hint(row) : '',
        }}
      />
      {paying && row && (
        <PayersBox
          row={row}
          payers={paying}
          onClose={() => setPaying(null)}
          onDone={({ family }, back) =>
            done(
              `共济账户已支付 ${yuanShow(family!.totalFen)} 元，请退给患者${PAY_METHOD_LABEL[back]} ${yuanShow(family!.totalFen)} 元`,
            )
          }
          onDoubt={(error) => {
            doubtful()
            tell({ said: '', fault: error })
          }}
        />
      )}
      {undoing && row?.family && (
        <UnpayBox
          row={row}
          family={row.family}
          onClose={() => setUndoing(false)}
          onDone={(taken: PayMethod) =>
            done(`共济支付已撤销，请向患者收${PAY_METHOD_LABEL[taken]} ${yuanShow(row.family!.totalFen)} 元`)
          }
          onDoubt={(error) => {
            doubtful()
            tell({ said: '', fault: error })
          }}
        />
      )}
    </div>
  )
}

const hint = ({ family, cashFen, taken, doubtful }: SichuanSettlement): string => {
  if (doubtful) return '这笔共济交易还没有结论，正在查证（F12 查看）。有结论以前不能再办。'
  if (family?.state === 'paid') return '要退费或改金额，先撤销共济支付。'
  if (cashFen === 0) return '这次结算没有现金支出，不需要共济。'
  const ways = taken.map(({ method, amountFen }) => `${PAY_METHOD_LABEL[method]} ${yuanShow(amountFen)}`)
  return ways.length > 0 ? `患者已付：${ways.join('，')}` : '现金部分不是在窗口收的，不能由共济账户支付。'
}

const nobody = (payers: Payers) =>
  new GuitaiError({
    kind: 'not_found',
    what: payers.length > 0 ? '与这位患者有共济关系的账户都没有可用余额' : '中心没有登记与这位患者的共济关系',
    means: '没有扣款。',
    todo: '请让亲属先在医保平台办理共济授权，或由患者自付。',
  })
