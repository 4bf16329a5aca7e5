export { type Paper, Preview, type PreviewProps } from './Preview.tsx'
export { printInBrowser, printPage } from './printInBrowser.ts'
export { SlipSheet } from './SlipSheet.tsx'
export { usePreview } from './usePreview.tsx'
