import { useEffect, useRef, useState } from 'react'

/** hands at rest for so long, and what was typed is searched for */
const PAUSE_ms = 200

/** The text of a search once the hands rest. */
export function useLater(text: string): string {
  const [later, setLater] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setLater(text.trim()), PAUSE_ms)
    return () => clearTimeout(timer)
  }, [text])
  return later
}

/**
 * Enter on a list before it answers what was typed waits for the answer: a fast hand neither loses it nor opens whom
 * an older text had found.
 */
export function useOnceFresh(fresh: boolean, run: () => void): () => void {
  const [isMeant, setMeant] = useState(false)
  const now = useRef(run)
  now.current = run
  useEffect(() => {
    if (!isMeant || !fresh) return
    setMeant(false)
    now.current()
  }, [isMeant, fresh])
  return () => (fresh ? run() : setMeant(true))
}
