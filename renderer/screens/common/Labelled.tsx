import type { ReactNode } from 'react'

interface Props {
  label: string
  fault: string | null
  wide?: boolean
  children: ReactNode
}

/** A control beside its label, with what is wrong with it below. */
export function Labelled({ label, fault, wide, children }: Props) {
  return (
    <div className="v-field" data-wide={wide || undefined}>
      <span className="v-label">{label}</span>
      {children}
      {fault && <em role="alert">{fault}</em>}
    </div>
  )
}
