import { call } from '../../bridge.ts'
import { useDict } from '../common/dict.ts'
import { changeDraft, type Paper } from './store.ts'

/** Lets a person choose papers; each is kept by the main process until it is sent. [] where none was chosen. */
export function choosePapers(): Promise<Paper[]> {
  return new Promise((resolve, reject) => {
    const picker = document.createElement('input')
    picker.type = 'file'
    picker.multiple = true
    picker.accept = '.pdf,.jpg,.jpeg,.png'
    picker.oncancel = () => resolve([])
    picker.onchange = () => {
      const files = [...(picker.files ?? [])]
      Promise.all(files.map(keep)).then(resolve, reject)
    }
    picker.click()
  })
}

async function keep(file: File): Promise<Paper> {
  const { ref } = await call('injury.exchange.keep', { name: file.name, content: await base64Of(file) })
  return { ref, name: file.name, mat_type: '01' }
}

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (let i = 0; i < bytes.length; i += 0x8000) text += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
  return btoa(text)
}

/** The papers of a filing: what each is, and away with it. */
export function Papers({ papers, onChoose }: { papers: readonly Paper[]; onChoose: () => void }) {
  const { values } = useDict('gy_mat_type')
  const set = (at: number, change: Partial<Paper> | null) =>
    changeDraft({
      papers: papers.flatMap((each, i) => (i !== at ? [each] : change ? [{ ...each, ...change }] : [])),
    })
  return (
    <section aria-label="附件">
      <div className="row">
        <h3>附件</h3>
        <button type="button" className="v-tab" data-focus="choose" onClick={onChoose}>
          选择附件 <kbd>F6</kbd>
        </button>
        {papers.length === 0 && (
          <span className="quiet">工伤认定决定书等，PDF、JPG 或 PNG，至少一个，先于备案上传。</span>
        )}
      </div>
      <ul className="x-papers">
        {papers.map((paper, at) => (
          <li key={paper.ref} className="row">
            <span>{paper.name}</span>
            <select
              className="v-input x-kind"
              aria-label={`${paper.name} 的类别`}
              value={paper.mat_type}
              onChange={(event) => set(at, { mat_type: event.target.value })}
            >
              {Object.entries(values).map(([code, label]) => (
                <option key={code} value={code}>
                  {label}
                </option>
              ))}
            </select>
            <button type="button" className="v-tab" onClick={() => set(at, null)}>
              移除
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
