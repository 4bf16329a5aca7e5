import { Button } from 'antd'
import type { Fault } from '../../../shared/errors.ts'
import { useKeys } from '../../keys.ts'
import { go, type Screen } from '../../stores/route.ts'
import { useRole } from '../../stores/session.ts'

const PATH = 'mapping.'

/** The item without a valid mapping that a fault names first. */
export const unmappedOf = (fault: Fault | null): string | null =>
  fault?.fields?.find(({ path }) => path.startsWith(PATH))?.path.slice(PATH.length) ?? null

/** One key from a charge that may not go up to its mapping, and back from there to where the person was. */
export function MendMapping(props: { item: string | null; back: Screen; params: Record<string, string> }) {
  const mayMend = useRole('admin', 'supervisor', 'office')
  return props.item && mayMend ? <Mend {...props} item={props.item} /> : null
}

function Mend({ item, back, params }: { item: string; back: Screen; params: Record<string, string> }) {
  const mend = () => go('mapping', { ...params, item, back })
  useKeys({ 'Alt+M': { label: '去对照', run: mend } })
  return (
    <div className="row">
      <Button size="small" tabIndex={-1} onClick={mend}>
        去对照这个项目 <kbd>Alt+M</kbd>
      </Button>
    </div>
  )
}
