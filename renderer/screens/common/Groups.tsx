/** The states that a work list is cut into, each with how many rows are in it. */
export interface GroupOf<Key extends string, State extends string> {
  key: Key
  label: string
  /** null: all */
  states: readonly State[] | null
}

interface Props<Key extends string, State extends string> {
  label: string
  groups: readonly GroupOf<Key, State>[]
  all: readonly { state: State }[]
  at: Key
  onTurn: (key: Key) => void
}

export function Groups<Key extends string, State extends string>(props: Props<Key, State>) {
  return (
    <nav className="v-strip" aria-label={props.label}>
      {props.groups.map(({ key, label, states }) => (
        <button
          type="button"
          key={key}
          tabIndex={-1}
          className="v-tab"
          aria-pressed={props.at === key}
          onClick={() => props.onTurn(key)}
        >
          {label}
          <small>{props.all.filter(({ state }) => states === null || states.includes(state)).length}</small>
        </button>
      ))}
    </nav>
  )
}

/** Alt+G: the group after this one, the first after the last. */
export function groupAfter<Key extends string>(groups: readonly { key: Key }[], key: Key): Key {
  const at = groups.findIndex((one) => one.key === key)
  return groups[(at + 1) % groups.length]!.key
}
