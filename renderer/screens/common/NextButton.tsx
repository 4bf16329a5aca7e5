import { isSecondEnter } from './enter.ts'

interface Props {
  label: string
  hotkey: string
  blocked: boolean
  onPress: () => void
}

/** The one next action with its key, below the figures. A second Enter on its heels does nothing. */
export function NextButton({ label, hotkey, blocked, onPress }: Props) {
  return (
    <button
      type="button"
      className="v-next"
      data-focus="primary"
      aria-disabled={blocked || undefined}
      onKeyDown={(e) => e.key === 'Enter' && (e.repeat || isSecondEnter()) && e.preventDefault()}
      onClick={() => !blocked && onPress()}
    >
      <kbd>{hotkey}</kbd>
      {label}
    </button>
  )
}
