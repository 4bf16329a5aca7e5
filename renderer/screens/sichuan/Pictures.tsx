import { useRef, useState } from 'react'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import { GuitaiError } from '../../../shared/errors.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { recordOf, type Value } from '../../components/contract/form.ts'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { focusOn } from '../common/focus.ts'
import { CentreBox } from './CentreBox.tsx'
import { FormPane } from './FormPane.tsx'
import type { Told } from './hooks.ts'
import { KindLists } from './KindLists.tsx'
import { KindTab } from './KindTab.tsx'
import { ENCOUNTER, encounterWho, SETTLEMENT, settlementWho } from './lists.tsx'
import { type About, changeDraft, type Draft, type Picture } from './store.ts'

/** 图片文件 of a settlement, or of a visit or stay in work. */
export const Pictures = () => (
  <KindTab kind="picture" lists={(told) => <Lists told={told} />} form={PictureForm} />
)

const SHOWN = ['file_type', 'file_name', 'file_ext', 'file_size', 'opt_time', 'file_no']
const COMMON = { kind: 'picture', centre: { data: () => ({}), fields: SHOWN } } as const

function Lists({ told }: { told: [Told, (told: Told) => void] }) {
  const [source, setSource] = useState<'settled' | 'open'>('settled')
  const other = source === 'settled' ? 'open' : 'settled'
  const keys = () => ({
    F7: { label: other === 'open' ? '看在办的就诊' : '看已结算的', run: () => setSource(other) },
  })
  return source === 'settled' ? (
    <KindLists
      key="settled"
      {...{ ...COMMON, told, keys }}
      channel="sichuan.settlements"
      title="已结算的"
      columns={[
        ...SETTLEMENT,
        { key: 'setl_id', title: '结算ID', render: (row) => <span className="code">{row.setl_id}</span> },
      ]}
      keyOf={({ setl_id }) => setl_id}
      about={({ setl_id }) => ({ setl_id })}
      who={settlementWho}
      centreBox={({ setl_id }, onClose) => <AtCentre about={{ setl_id }} onClose={onClose} />}
      empty="近 31 天在本窗口办成、没有撤销的医保结算会列在这里。按 F7 换成在办的就诊。"
    />
  ) : (
    <KindLists
      key="open"
      {...{ ...COMMON, told, keys }}
      channel="sichuan.encounters"
      title="在办的就诊"
      columns={ENCOUNTER}
      keyOf={({ encounterId }) => encounterId}
      about={({ encounterId }) => ({ encounterId })}
      who={encounterWho}
      centreBox={({ encounterId }, onClose) => <AtCentre about={{ encounterId }} onClose={onClose} />}
      empty="已在中心登记、还没有结算的就诊会列在这里。按 F7 换成已结算的。"
    />
  )
}

/** What the centre keeps; Enter fetches one and shows it. */
function AtCentre({ about, onClose }: { about: About; onClose: () => void }) {
  const [file, setFile] = useState<JsonObject | null>(null)
  if (file) return <FileBox about={about} file={file} onClose={() => setFile(null)} />
  return (
    <CentreBox
      title="中心的图片文件"
      code="SCX-0502"
      about={about}
      data={{}}
      fields={SHOWN}
      empty="中心没有这里的图片文件。"
      okText="下载查看"
      onOpen={setFile}
      onClose={onClose}
    />
  )
}

const MIME: Record<string, string> = { png: 'image/png', jpg: 'image/jpeg', pdf: 'application/pdf' }

function FileBox({ about, file, onClose }: { about: About; file: JsonObject; onClose: () => void }) {
  const data = { file_no: String(file.file_no) }
  const asked = useAsk('sichuan.ask', { code: 'SCX-0502', about, input: { data } }, '下载文件')
  const whole = recordOf(asked.value?.output).file
  const got = recordOf(Array.isArray(whole) ? whole[0] : null)
  const ext = String(got.file_ext ?? '')
  const url = got.file_data ? `data:${MIME[ext] ?? 'application/octet-stream'};base64,${got.file_data}` : ''
  const name = String(file.file_name)
  return (
    <ConfirmBox
      title={name}
      okText="保存到下载"
      okEnabled={url !== ''}
      width={820}
      onOk={() => save(url, name)}
      onCancel={onClose}
    >
      <FaultPanel fault={asked.fault} />
      {url && ext !== 'pdf' && <img className="sc-shown" src={url} alt={name} />}
      {url && ext === 'pdf' && <p>PDF 文件，按 Enter 保存后打开。</p>}
      {asked.value && !url && <p className="v-warning">中心没有给出文件内容。</p>}
    </ConfirmBox>
  )
}

export function save(url: string, name: string): void {
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
}

const MOST_bytes = 2_000_000

async function keep(file: File): Promise<Picture> {
  if (file.size > MOST_bytes) {
    throw new GuitaiError({
      kind: 'invalid',
      what: `${file.name} 超过 2 MB`,
      means: '没有发送。',
      todo: '请压缩后再选。',
    })
  }
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'))
    reader.readAsDataURL(file)
  })
  const content = url.slice(url.indexOf(',') + 1)
  const { ref, file_size, file_hash } = await call('sichuan.keep', { name: file.name, content })
  return {
    ...{ name: file.name, ref, size: file_size, hash: file_hash },
    url: url.startsWith('data:image/') ? url : '',
  }
}

const pageOf = ({ name, ref, size, hash }: Picture, i: number): Json => ({
  ...{ file_seq: i + 1, file_name: name, file_data: ref, file_size: size, file_hash: hash },
  file_ext: name.split('.').at(-1)?.toLowerCase().replace('jpeg', 'jpg') ?? '',
})

/** Files first: chosen with F6, shown, taken out with Delete; then what they are. */
function PictureForm(props: Parameters<typeof FormPane>[0]) {
  const { draft } = props
  const picker = useRef<HTMLInputElement>(null)
  const command = useCommand()
  const choose = () => picker.current?.click()
  const take = (files: File[]) =>
    command.run('保存图片', async () => {
      const pictures = [...draft.pictures]
      for (const file of files) pictures.push(await keep(file))
      changeDraft('picture', { pictures })
      focusOn('c-data.file_type')
    })
  const complete = (value: Value): Value | null => {
    if (draft.pictures.length === 0) {
      command.setFault({
        kind: 'invalid',
        what: '还没有选择文件',
        means: '没有发送。',
        todo: '请按 F6 选择图片或 PDF。',
      })
      focusOn('pictures')
      return null
    }
    const data = recordOf(recordOf(value).data)
    return { data: { ...data, file: draft.pictures.map(pageOf) } }
  }
  return (
    <FormPane
      {...props}
      complete={complete}
      keys={{ F6: { label: '选择文件', run: choose, enabled: !command.busy } }}
    >
      <FaultPanel fault={command.fault} />
      <Thumbs draft={draft} onChoose={choose} />
      <input
        ref={picker}
        type="file"
        accept=".png,.jpg,.jpeg,.pdf"
        multiple
        hidden
        tabIndex={-1}
        aria-hidden
        onChange={(event) => {
          // the list itself is emptied with the field
          void take([...(event.target.files ?? [])])
          event.target.value = ''
        }}
      />
    </FormPane>
  )
}

function Thumbs({ draft, onChoose }: { draft: Draft; onChoose: () => void }) {
  const { pictures } = draft
  const drop = (at: number) => {
    changeDraft('picture', { pictures: pictures.toSpliced(at, 1) })
    focusOn('pictures')
  }
  return (
    <div className="sc-thumbs">
      <button
        type="button"
        className="v-tab"
        // biome-ignore lint/a11y/noAutofocus: choosing files is the first step of this form
        autoFocus
        data-focus="pictures"
        onClick={onChoose}
      >
        <kbd>F6</kbd> 选择文件
      </button>
      {pictures.map((picture, i) => (
        <button
          type="button"
          key={`${i} ${picture.ref}`}
          className="sc-thumb"
          aria-label={`第 ${i + 1} 页 ${picture.name}，Delete 删除`}
          onKeyDown={(event) => event.key === 'Delete' && drop(i)}
        >
          {picture.url ? <img src={picture.url} alt="" /> : <span>PDF</span>}
          <small>
            {i + 1}. {picture.name}（{Math.ceil(picture.size / 1000)} kB）
          </small>
        </button>
      ))}
      {pictures.length === 0 && (
        <span className="quiet">PNG、JPG 或 PDF，每个不超过 2 MB，可以一次选几个，按选择的次序编页。</span>
      )}
      {pictures.length > 0 && <span className="quiet">Tab 到某一页按 Delete 拿掉</span>}
    </div>
  )
}
