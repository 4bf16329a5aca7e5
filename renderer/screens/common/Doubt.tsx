import type { VisitView } from '../../../shared/api/visit.ts'
import { go } from '../../stores/route.ts'

interface Props {
  doubt: NonNullable<VisitView['doubt']>
  /** the way on to somebody else meanwhile */
  away: { hotkey: string; label: string; run: () => void }
}

/** A transaction whose end is not known yet, in the three lines, with what can be done meanwhile. */
export function Doubt({ doubt, away }: Props) {
  return (
    <section className="v-doubt" role="alert" data-state={doubt.state}>
      <h3>
        结果待核实：{doubt.label}（{doubt.infno}）
      </h3>
      <dl>
        <dt>发生了什么</dt>
        <dd>{doubt.what}</dd>
        <dt>对这笔钱</dt>
        <dd>{doubt.means}</dd>
        <dt>怎么办</dt>
        <dd>{doubt.todo}</dd>
      </dl>
      <p>
        <button type="button" className="v-tab" onClick={away.run}>
          <kbd>{away.hotkey}</kbd>
          {away.label}
        </button>
        <button type="button" className="v-tab" onClick={() => go('doubt', { msgid: doubt.msgid })}>
          <kbd>F12</kbd>到存疑交易处理
        </button>
      </p>
    </section>
  )
}
