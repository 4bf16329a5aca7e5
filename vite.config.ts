import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Writes .br and .gz beside every text file, so that neither the first page nor a counter's start waits. */
function precompress(): Plugin {
  return {
    name: 'guitai:precompress',
    apply: 'build',
    writeBundle(output, bundle) {
      for (const name of Object.keys(bundle)) {
        if (!/\.(js|css|html|svg|json)$/.test(name)) continue
        const path = join(output.dir ?? '', name)
        const body = readFileSync(path)
        if (body.length < 1024) continue
        const params = { [constants.BROTLI_PARAM_QUALITY]: 9 }
        writeFileSync(`${path}.br`, brotliCompressSync(body, { params }))
        writeFileSync(`${path}.gz`, gzipSync(body, { level: 9 }))
      }
    },
  }
}

/**
 * The renderer, the same for both hosts. Screens are loaded by `import()`; what they share with the first
 * screen lands in its chunk, what only one of them uses stays with it. React stands alone, because it
 * changes least.
 */
export default defineConfig({
  root: join(import.meta.dirname, 'renderer'),
  plugins: [react(), precompress()],
  build: {
    outDir: join(import.meta.dirname, 'dist/renderer'),
    emptyOutDir: true,
    // the last Chromium of Windows 7 and 8.1, where the browser host is the only one
    target: 'chrome109',
    // the policy allows no inline data for scripts and fonts
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1600,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// }],
        },
      },
    },
  },
})
