import { Button } from 'antd'
import { Component, type ReactNode } from 'react'
import { FaultPanel } from '../components/FaultPanel.tsx'

/** A screen that breaks takes neither the shell nor the other screens with it. */
export class ScreenGuard extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override componentDidCatch(error: unknown) {
    console.error(error)
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return (
      <div className="pad">
        <FaultPanel
          fault={{
            kind: 'internal',
            what: '这一屏显示出错',
            means: '已记录的交易不受影响，主程序仍在工作。',
            todo: '请重新打开这一屏；仍然出错请联系信息科。',
          }}
        />
        <Button type="primary" autoFocus onClick={() => this.setState({ broken: false })}>
          重新打开
        </Button>
      </div>
    )
  }
}
