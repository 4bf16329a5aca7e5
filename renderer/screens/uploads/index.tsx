import { useState } from 'react'
import type { FieldFault } from '../../../shared/contract.ts'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { type KeyMap, useKeys } from '../../keys.ts'
import { go } from '../../stores/route.ts'
import { focusOn } from '../common/focus.ts'
import { MendBox, RedriveBox, WithdrawBox } from './boxes.tsx'
import { Detail } from './Detail.tsx'
import { Rows } from './Rows.tsx'
import { linesOf, Sources } from './Sources.tsx'
import { VIEWS } from './words.ts'
import { useActs, useWorklist, type Worklist } from './worklist.ts'
import '../common/fields.css'
import '../common/money.css'
import './uploads.css'

type Box = { is: 'mend'; fault: FieldFault } | { is: 'redrive' } | { is: 'withdraw' } | null

/** 上传任务单: what goes to the centre by itself; what it would not take stands first, with the field and why. */
export default function UploadsScreen() {
  const worklist = useWorklist()
  const acts = useActs(worklist)
  const [box, setBox] = useState<Box>(null)
  const { source, line, shown, known, dead, mayMend } = worklist
  const mend = (fault: FieldFault | undefined) => fault && mayMend && setBox({ is: 'mend', fault })
  const close = () => setBox(null)
  useKeys(screenKeys(worklist, acts, setBox))
  return (
    <div className="columns u-screen">
      <section className="panel">
        <h2>上传任务单</h2>
        {dead > 0 && <p className="in-doubt">{dead} 个上传任务多次失败已停，请到“任务监控”查看</p>}
        <FaultPanel fault={worklist.faults.overview} />
        <Sources
          lines={linesOf(known)}
          selected={source}
          onSelect={worklist.lookAt}
          onOpen={() => focusOn('u-rows')}
        />
      </section>
      <Rows
        worklist={worklist}
        command={acts.command}
        said={acts.said}
        onOpen={() => mend(shown?.faults[0])}
      />
      <aside className="panel u-detail">
        {shown ? (
          <Detail detail={shown} mayMend={mayMend} onMend={mend} />
        ) : (
          <p className="quiet">选中一条，这里说明哪一项不对、为什么、怎么改，并列出整条报文。</p>
        )}
      </aside>
      {box?.is === 'mend' && shown && (
        <MendBox detail={shown} fault={box.fault} onClose={close} onDone={acts.mended} />
      )}
      {box?.is === 'redrive' && <RedriveBox source={source} onClose={close} onDone={acts.done} />}
      {box?.is === 'withdraw' && line && <WithdrawBox line={line} onClose={close} onDone={acts.done} />}
    </div>
  )
}

function screenKeys(worklist: Worklist, acts: ReturnType<typeof useActs>, open: (box: Box) => void): KeyMap {
  const { source, line, now, mayMend, refresh, show } = worklist
  const idle = !acts.command.busy
  return {
    F2: { label: '刷新', run: refresh, quiet: true },
    F3: { label: '查找', run: () => focusOn('u-search'), quiet: true },
    F4: { label: '从 HIS 读取', run: () => acts.run('read'), enabled: idle && now?.reads !== false },
    F8: { label: '立即上传', run: () => acts.run('send'), enabled: idle },
    F6: { label: '原样重传', run: acts.again, enabled: idle && mayMend },
    F9: { label: '同原因全部重传', run: () => open({ is: 'redrive' }), enabled: idle && source !== '' },
    Delete: {
      label: '撤下',
      run: () => open({ is: 'withdraw' }),
      enabled: idle && (mayMend || line?.state === 'waiting'),
    },
    F10: {
      label: '看报文',
      run: () => line?.msgid && go('txns', { msgid: line.msgid }),
      enabled: Boolean(line?.msgid),
    },
    Esc: { label: '到来源', run: () => focusOn('u-sources'), quiet: true },
    ...Object.fromEntries(
      VIEWS.map(({ label }, i) => [`Alt+${i + 1}`, { label, run: () => show(i), quiet: true }]),
    ),
  }
}
