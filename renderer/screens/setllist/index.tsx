import { Editor } from './Editor.tsx'
import { useSetllist } from './store.ts'
import { Worklist } from './Worklist.tsx'
import '../common/layout.css'
import '../common/fields.css'
import '../common/parts.css'
import './setllist.css'

/** 结算清单: what is to be reported of each settlement, and the form of one. */
export default function SetllistScreen() {
  const open = useSetllist((s) => s.open)
  return open === null ? <Worklist /> : <Editor key={open} setl_id={open} />
}
