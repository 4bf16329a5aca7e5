export { printInBrowser } from './printInBrowser.ts'
export { SlipSheet } from './SlipSheet.tsx'
