import { useCallback, useEffect, useState } from 'react'
import type { UploadDetail, UploadLine } from '../../../shared/api/uploads.ts'
import { bridge, call } from '../../bridge.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { useRoute } from '../../stores/route.ts'
import { focusOn } from '../common/focus.ts'
import { VIEWS } from './words.ts'

export const LIMIT = 200

export const keyOf = ({ source, key }: UploadLine): string => `${source} ${key}`

/** What the screen looks at: a source, one of the views of it, a row; asked again when rows moved. */
export function useWorklist() {
  const params = useRoute((s) => s.params)
  const [source, setSource] = useState(params.source ?? '')
  const [view, setView] = useState(0)
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const overview = useAsk('uploads.overview', {}, '查询上传来源')
  const query = { source, states: [...VIEWS[view]!.states], text: text.trim() }
  const list = useAsk('uploads.list', { ...query, limit: LIMIT }, '查询上传记录')
  const rows = list.value ?? []
  const line = rows.find((row) => keyOf(row) === chosen) ?? rows[0] ?? null
  const detail = useAsk('uploads.row', line && { source: line.source, key: line.key }, '查询上传记录')
  const shown = line && detail.value && keyOf(detail.value.line) === keyOf(line) ? detail.value : null
  const known = overview.value?.sources ?? []
  const { again: askOverview } = overview
  const { again: askList } = list
  const { again: askDetail } = detail
  const refresh = useCallback(() => {
    askOverview()
    askList()
    askDetail()
  }, [askOverview, askList, askDetail])
  useEffect(() => bridge.on('uploads.changed', refresh), [refresh])
  return {
    ...{ source, view, text, setText, query, rows, line, shown, known, refresh },
    dead: overview.value?.dead ?? 0,
    now: known.find(({ id }) => id === source),
    isAsked: list.value !== null,
    faults: { overview: overview.fault, list: list.fault },
    mayMend: line !== null && (line.state === 'held' || line.state === 'refused'),
    put: detail.put,
    choose: (row: UploadLine) => setChosen(keyOf(row)),
    lookAt: (id: string) => {
      setSource(id)
      setChosen(null)
    },
    show: (at: number) => {
      setView(at)
      setChosen(null)
      focusOn('u-rows')
    },
  }
}

export type Worklist = ReturnType<typeof useWorklist>

/** What a person may do with it; `said` is how the last act ended. */
export function useActs({ source, known, line, refresh, put }: Worklist) {
  const [said, setSaid] = useState('')
  const command = useCommand()
  const done = (words: string) => {
    setSaid(words)
    refresh()
  }
  const run = (what: 'read' | 'send') =>
    command.run(what === 'read' ? '从 HIS 读取' : '上传', async () => {
      const all = known.filter(({ reads }) => what === 'send' || reads).map(({ id }) => id)
      let words = `${all.length} 个来源${what === 'read' ? '已读取' : '已开始上传'}`
      for (const each of source ? [source] : all) {
        const answer = await call('uploads.run', { source: each, what })
        if (source) words = answer.said
      }
      done(words)
    })
  const again = () =>
    command.run('重新上传', async () => {
      if (!line) return
      await call('uploads.redrive', { source: line.source, keys: [line.key] })
      done(`${line.title} 重新上传`)
    })
  const mended = (after: UploadDetail) => {
    put(after)
    done(after.line.state === 'held' ? '这一项已改，还有别的不合规定' : '已改正，正在重传')
  }
  return { said, command, done, run, again, mended }
}
