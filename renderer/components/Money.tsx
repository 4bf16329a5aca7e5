import { type Fen, yuanShow } from '../../shared/money.ts'

/** An amount: right-aligned, tabular numerals, thousands separated. null shows a dash, never a zero. */
export function Money(props: { fen: Fen | null; size?: 'md' | 'lg' | 'xl'; doubt?: boolean }) {
  const { fen, size = 'md', doubt = false } = props
  return (
    <span className={`money money-${size}${doubt ? ' in-doubt' : ''}`}>
      {fen === null ? '—' : yuanShow(fen)}
    </span>
  )
}
