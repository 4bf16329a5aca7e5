import { ConfirmBox } from '../../components/ConfirmBox.tsx'

/** A question with one way on. */
export interface Ask {
  title: string
  text: string
  yes: string
  danger: boolean
  onYes: () => void
}

export function AskBox({ ask, onClose }: { ask: Ask; onClose: () => void }) {
  const yes = () => {
    onClose()
    ask.onYes()
  }
  return (
    <ConfirmBox title={ask.title} okText={ask.yes} danger={ask.danger} onOk={yes} onCancel={onClose}>
      <p>{ask.text}</p>
    </ConfirmBox>
  )
}
