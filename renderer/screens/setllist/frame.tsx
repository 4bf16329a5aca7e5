import type { SetllistFault, SetllistView } from '../../../shared/api/setllist.ts'
import { Money } from '../../components/Money.tsx'
import type { SectionOf } from './sections.ts'
import { STATE_LABEL, toneOf } from './store.ts'

/** Whose list it is and how it stands. */
export function Head({ view, saving }: { view: SetllistView; saving: boolean }) {
  return (
    <header className="panel sl-head">
      <h1>{view.psn_name}</h1>
      <span>{view.ipt_otp_no}</span>
      <span>{view.dept}</span>
      <span className="quiet">结算ID {view.setl_id}</span>
      <span className="quiet">{view.setl_time}</span>
      <Money fen={view.totalFen} />
      <b className={view.doubtful ? 'waiting' : toneOf(view.state)}>
        {view.doubtful ? '查证中' : STATE_LABEL[view.state]}
      </b>
      {view.setl_list_id && <span>清单流水号 {view.setl_list_id}</span>}
      <span className="quiet sl-saved">{saving ? '正在保存…' : '已保存'}</span>
    </header>
  )
}

interface SectionListProps {
  sections: readonly SectionOf[]
  at: string
  list: readonly SetllistFault[]
  onGo: (key: string) => void
}

export function SectionList({ sections, at, list, onGo }: SectionListProps) {
  return (
    <nav className="panel sl-sections" aria-label="清单各节">
      {sections.map(({ key, title, holds }) => {
        const wrong = list.filter(({ path, hint }) => !hint && holds(path)).length
        return (
          <button
            type="button"
            key={key}
            tabIndex={-1}
            aria-current={key === at ? 'true' : undefined}
            onClick={() => onGo(key)}
          >
            {title}
            {wrong > 0 && <b>{wrong}</b>}
          </button>
        )
      })}
    </nav>
  )
}

/** What is wrong, what is merely odd, and what is to be done now. */
export function Side({ view, onGo }: { view: SetllistView; onGo: (path: string) => void }) {
  const faults = view.list.filter(({ hint }) => !hint)
  const hints = view.list.filter(({ hint }) => hint)
  return (
    <aside className="panel sl-side" aria-label="校验">
      <p className="sl-todo">
        <b>{todoOf(view, faults.length)}</b>
      </p>
      {view.note && view.note !== view.gaps[0] && <p className="v-warning">{view.note}</p>}
      {view.gaps.map((gap) => (
        <p className="v-warning" key={gap}>
          {gap}
        </p>
      ))}
      {faults.length > 0 && <h3>要改的 {faults.length} 处</h3>}
      <List rows={faults} onGo={onGo} />
      {hints.length > 0 && <h3 className="quiet">提醒 {hints.length} 处（不影响上传）</h3>}
      <List rows={hints} onGo={onGo} />
      <p className="quiet sl-legend">
        标签后的字是来源：结算、首页、本系统、手工。隐藏的姓名、电话、地址按 F10
        显示。改动自动保存，谁改的留在历史里（Alt+H）。
      </p>
    </aside>
  )
}

function todoOf({ state, doubtful }: SetllistView, faults: number): string {
  if (doubtful) return '中心还没有明确回答，正在查证'
  switch (state) {
    case 'void':
      return '结算已撤销，不用再报'
    case 'passed':
      return '审核通过，已办完'
    case 'submitted':
      return '已提交，等中心审核：Alt+K 查看'
    case 'returned':
      return '审核不通过：F9 退回后修改'
    case 'uploaded':
      return '已上传：按 F8 提交'
    default:
      return faults > 0 ? '按 F4 逐处改正' : '没有错误：按 F6 上传'
  }
}

function List({ rows, onGo }: { rows: readonly SetllistFault[]; onGo: (path: string) => void }) {
  return (
    <ul className="sl-faults">
      {rows.map(({ no, path, message, hint }) => (
        <li key={`${no} ${path} ${message}`} data-hint={hint || undefined}>
          <button type="button" tabIndex={-1} onClick={() => onGo(path)}>
            {message}
            {no && <small>{no}</small>}
          </button>
        </li>
      ))}
    </ul>
  )
}
