import { useEffect, useState } from 'react'

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
