import type { InterfaceRow } from '../../../shared/api/console.ts'

/** One line of the tree: a family, a group, or an interface. */
export type TreeRow =
  | { is: 'family' | 'group'; key: string; label: string; depth: number; open: boolean; count: number }
  | { is: 'code'; key: string; row: InterfaceRow; depth: number }

export const keyOf = ({ family, code }: Pick<InterfaceRow, 'family' | 'code'>) => `${family} ${code}`

/** By code (its beginning), name, or initials (their beginning); several words must all fit. */
export function fits({ code, name, py }: InterfaceRow, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return words.every(
    (word) => code.toLowerCase().startsWith(word) || name.toLowerCase().includes(word) || py.startsWith(word),
  )
}

interface Branch {
  key: string
  label: string
  branches: Map<string, Branch>
  rows: InterfaceRow[]
  count: number
}

const branch = (key: string, label: string): Branch => ({
  key,
  label,
  branches: new Map(),
  rows: [],
  count: 0,
})

function grown(rows: readonly InterfaceRow[]): Branch {
  const root = branch('', '')
  for (const row of rows) {
    let at = root
    for (const [i, label] of [row.familyLabel, ...row.group.split('/')].entries()) {
      const key = i === 0 ? row.family : `${at.key}/${label}`
      const next = at.branches.get(key) ?? branch(key, label)
      at.branches.set(key, next)
      next.count++
      at = next
    }
    at.rows.push(row)
  }
  return root
}

/**
 * The lines that are to be seen: while one searches everything that fits is open, else what one opened and the
 * way to the interface in hand.
 */
export function treeRows(
  rows: readonly InterfaceRow[],
  text: string,
  isOpen: (key: string, depth: number) => boolean,
): TreeRow[] {
  const searching = text.trim() !== ''
  const shown = searching ? rows.filter((row) => fits(row, text)) : rows
  const lines: TreeRow[] = []
  const walk = (at: Branch, depth: number) => {
    for (const child of at.branches.values()) {
      const open = searching || isOpen(child.key, depth)
      const { key, label, count } = child
      lines.push({ is: depth === 0 ? 'family' : 'group', key, label, depth, open, count })
      if (open) walk(child, depth + 1)
    }
    for (const row of at.rows) lines.push({ is: 'code', key: keyOf(row), row, depth })
  }
  walk(grown(shown), 0)
  return lines
}

/** The keys of all branches on the way to an interface. */
export function wayTo({ family, group }: Pick<InterfaceRow, 'family' | 'group'>): string[] {
  const labels = group.split('/')
  return [family, ...labels.map((_, i) => [family, ...labels.slice(0, i + 1)].join('/'))]
}
