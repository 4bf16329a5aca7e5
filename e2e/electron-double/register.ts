import { registerHooks } from 'node:module'

/** `node --import ./e2e/electron-double/register.ts dist/electron/main.js`: 'electron' means the double. */
const double = new URL('./electron.ts', import.meta.url).href

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'electron') return { url: double, format: 'module-typescript', shortCircuit: true }
    return next(specifier, context)
  },
})
