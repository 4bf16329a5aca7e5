import { Button } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import type { ShownFile } from '../../../shared/api/injury-record.ts'

const MIME: Record<string, string> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  pdf: 'application/pdf',
}
const mimeOf = ({ file_type }: ShownFile) => MIME[file_type] ?? 'application/octet-stream'
const urlOf = (file: ShownFile) => `data:${mimeOf(file)};base64,${file.content}`

/** To the downloads of this machine. */
export function saveFile(file: ShownFile): void {
  const link = document.createElement('a')
  link.href = urlOf(file)
  link.download = file.name || `附件.${file.file_type}`
  link.click()
}

/** A picture, or a PDF in the browser's own viewer; where that may not be shown, how to open it. A box saves by itself. */
export function Preview({ file, inBox = false }: { file: ShownFile; inBox?: boolean }) {
  return (
    <div className="ir-preview">
      {file.sound === false && <p className="ir-bad">文件摘要与内容不符：内容可能不完整，请重新下载。</p>}
      {file.file_type === 'pdf' ? (
        <Pdf file={file} />
      ) : mimeOf(file).startsWith('image/') ? (
        <img src={urlOf(file)} alt={file.name} />
      ) : (
        <p className="quiet">这种文件不能预览。</p>
      )}
      {!inBox && (
        <p>
          <Button size="small" tabIndex={-1} onClick={() => saveFile(file)}>
            保存到下载
          </Button>
        </p>
      )}
    </div>
  )
}

function Pdf({ file }: { file: ShownFile }) {
  const [isBarred, bar] = useState(!navigator.pdfViewerEnabled)
  const url = useMemo(() => {
    const bytes = Uint8Array.from(atob(file.content), (char) => char.charCodeAt(0))
    return URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }))
  }, [file])
  useEffect(() => () => URL.revokeObjectURL(url), [url])
  useEffect(() => {
    const hear = ({ effectiveDirective }: SecurityPolicyViolationEvent) =>
      effectiveDirective === 'frame-src' && bar(true)
    document.addEventListener('securitypolicyviolation', hear)
    return () => document.removeEventListener('securitypolicyviolation', hear)
  }, [])
  if (isBarred) return <p className="ir-pdf">PDF 文件：这里不能直接显示，保存后用本机的阅读程序打开。</p>
  return <iframe src={url} title={file.name} />
}
