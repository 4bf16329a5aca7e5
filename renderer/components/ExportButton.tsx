import { Button } from 'antd'
import { useEffect, useState } from 'react'
import type { ExportFile } from '../../shared/api/export.ts'
import type { ApiArgs } from '../../shared/ipc.ts'
import { bridge, call, ownAddress } from '../bridge.ts'
import { useKeys } from '../keys.ts'
import { useCommand } from '../stores/ask.ts'
import { FaultPanel } from './FaultPanel.tsx'

type Query = NonNullable<ApiArgs<'export.table'>['query']>

/** Opens the browser's own download, once. */
function fetchFile(url: string): void {
  const link = document.createElement('a')
  link.href = ownAddress(url)
  link.download = ''
  link.click()
}

/** The table on the screen as an Excel file, by Ctrl+E; says how far, and where the file lies. */
export function ExportButton({
  table,
  query,
  disabled,
}: {
  table: string
  query: Query
  disabled?: boolean
}) {
  const command = useCommand()
  const [far, setFar] = useState('')
  const [file, setFile] = useState<ExportFile | null>(null)
  useEffect(
    () =>
      bridge.on('work.progress', ({ work, label, done }) => {
        if (work !== 'export') return
        setFar(label && `${label}${done > 0 ? `，${Math.floor(done * 100)}%` : ''}`)
      }),
    [],
  )
  const run = () =>
    command.run('导出 Excel', async () => {
      setFile(null)
      const made = await call('export.table', { table, query })
      setFile(made)
      if (made.url) fetchFile(made.url)
    })
  const cancel = () => call('export.cancel', {})
  useKeys({
    'Ctrl+E': { label: '导出 Excel', run, enabled: !disabled && !command.busy, quiet: true },
    ...(command.busy ? { Esc: { label: '取消导出', run: cancel } } : {}),
  })
  return (
    <div className="export">
      <Button size="small" disabled={disabled || command.busy} onClick={run}>
        导出 Excel <kbd>Ctrl+E</kbd>
      </Button>
      <span role="status" aria-label="导出">
        {command.busy ? (
          <span className="waiting">{far || '正在导出'}，Esc 取消</span>
        ) : (
          file && <Done file={file} />
        )}
      </span>
      <FaultPanel fault={command.fault} onClose={() => command.setFault(null)} />
    </div>
  )
}

function Done({ file }: { file: ExportFile }) {
  return (
    <span className="done" title={file.path}>
      已导出 {file.rows} 行：{file.url ? `${file.name}（在浏览器的下载里）` : file.path}
    </span>
  )
}
