import { escapeHtml } from '../../../shared/slip-html.ts'

const STYLE = `
@page { size: A4; margin: 14mm 12mm; }
body { color: #000; font: 9.5pt/1.5 "Noto Sans CJK SC", "Microsoft YaHei", SimHei, sans-serif; }
h1 { font-size: 16pt; margin: 0 0 4mm; }
h2 { font-size: 12pt; margin: 6mm 0 2mm; border-bottom: 0.4mm solid #000; }
h3 { font-size: 10.5pt; margin: 4mm 0 1mm; break-after: avoid; }
h3 small { font-weight: 400; margin-left: 3mm; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 0.2mm solid #666; padding: 0.8mm 1.5mm; text-align: left; vertical-align: top; }
tr { break-inside: avoid; }
thead { display: table-header-group; }
code { font-family: Consolas, "DejaVu Sans Mono", monospace; font-size: 8.5pt; overflow-wrap: anywhere; }
.k-codes span { display: inline-block; margin-right: 4mm; }
`

/** A page of its own for a document; `body` is markup that React has escaped already. */
export function pageOf(title: string, body: string): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body>${body}</body></html>`
}
