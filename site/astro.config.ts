import react from '@astrojs/react'
import { defineConfig } from 'astro/config'

/** Every page is built once as static HTML; the worker fills some of them in. */
export default defineConfig({
  srcDir: './site',
  publicDir: './site/public',
  outDir: './dist',
  output: 'static',
  trailingSlash: 'always',
  build: { format: 'directory', inlineStylesheets: 'never' },
  integrations: [react()],
  devToolbar: { enabled: false },
  vite: {
    // The content security policy allows no inline scripts, so none may be inlined.
    build: { assetsInlineLimit: 0 },
    css: { preprocessorOptions: { scss: { loadPaths: ['node_modules'], quietDeps: true } } },
  },
})
