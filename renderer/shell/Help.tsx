import { Modal } from 'antd'
import { useEffect, useRef } from 'react'
import type { FaultKind } from '../../shared/errors.ts'
import { FaultPanel } from '../components/FaultPanel.tsx'
import { useFocusReturn, useScanThrough } from '../components/focus.ts'
import { timeFull } from '../format.ts'
import { type ActiveKey, comboText, useKeys } from '../keys.ts'
import { useMessage } from '../stores/message.ts'
import type { Job } from './jobs.ts'

/** What each kind of message is about, beyond its own three lines. */
const KIND_TEXT: Record<FaultKind, string> = {
  invalid: '输入在本机检查时没有通过，什么都没有发出去。',
  denied: '没有登录，或者这个岗位不能做这件事。',
  locked: '账号或屏幕被锁定。',
  not_found: '没有找到要操作的对象，可能已被别的窗口处理。',
  conflict: '别的窗口正在处理同一位患者，或者当前步骤不允许这样做。',
  doubt: '这位患者有一笔交易还不知道中心是否办成。系统正在自动查询，有结果之前不能办理下一笔，以免重复扣款。',
  rejected: '中心收到了请求并明确拒绝，没有记账。',
  unreachable: '请求确定没有送到中心，可以放心重试。',
  storage: '本机的记账库写不进去。为了不丢账，程序停止受理新的结算。',
  internal: '程序自身的问题，已写入日志。',
}

/** F1: the keys of this screen and what the last message means. */
export function Help(props: { job: Job; keys: readonly ActiveKey[]; onClose: () => void }) {
  useFocusReturn()
  useScanThrough(props.onClose)
  const last = useMessage()
  const body = useRef<HTMLDivElement>(null)
  useKeys(
    { Esc: { label: '关闭帮助', run: props.onClose }, F1: { label: '关闭帮助', run: props.onClose } },
    'dialog',
  )
  useEffect(() => body.current?.focus(), [])
  return (
    <Modal
      open
      width={760}
      centered
      keyboard={false}
      footer={null}
      title={`帮助：${props.job.label}`}
      onCancel={props.onClose}
      afterOpenChange={(open) => open && body.current?.focus()}
    >
      <div className="help" ref={body} tabIndex={-1}>
        <p>{props.job.about}</p>
        {last.fault && (
          <section>
            <h3>最近一条消息（{timeFull(last.at)}）</h3>
            <p>{KIND_TEXT[last.fault.kind]}</p>
            <FaultPanel fault={last.fault} />
          </section>
        )}
        <h3>按键</h3>
        <ul className="help-keys">
          {props.keys.map((key) => (
            <li key={key.combo} className={key.enabled ? undefined : 'off'}>
              <kbd>{comboText(key.combo)}</kbd>
              {key.label}
            </li>
          ))}
          <li>
            <kbd>Tab</kbd>下一个栏目，顺序就是办事的顺序
          </li>
          <li>
            <kbd>↑ ↓</kbd>在列表里移动，Enter 打开
          </li>
        </ul>
        <p className="quiet">扫码枪随时可扫，不论光标在哪里。连按回车不会重复扣款。</p>
      </div>
    </Modal>
  )
}
