import { useDispense } from './store.ts'

/** What the last scan came to, to be seen from the shelf. */
export function SaidLine({ idle }: { idle: string }) {
  const said = useDispense((s) => s.said)
  return (
    <p className="d-said" data-tone={said?.tone ?? 'none'} role="status" aria-live="assertive">
      {said?.text ?? idle}
    </p>
  )
}
