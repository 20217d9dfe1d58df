import react from '@astrojs/react'
import type { AstroIntegration } from 'astro'
import { defineConfig } from 'astro/config'
import { leaveOut } from './styles/left-out.ts'

/** Pages that show each kind of question, built on a laptop only: `EVENHAND_GALLERY=1`. */
const gallery: AstroIntegration = {
  name: 'gallery',
  hooks: {
    'astro:config:setup': ({ injectRoute }) => {
      if (process.env.EVENHAND_GALLERY !== '1') return
      injectRoute({
        pattern: '[...lang]/specimen/[section]',
        entrypoint: './dev/gallery/specimen.astro',
        prerender: true,
      })
      injectRoute({
        pattern: '[...lang]/specimen/blank',
        entrypoint: './dev/gallery/blank.astro',
        prerender: true,
      })
    },
  },
}

/** Every page is built once as static HTML; the worker fills some of them in. */
export default defineConfig({
  srcDir: './site',
  publicDir: './site/public',
  outDir: './dist',
  output: 'static',
  trailingSlash: 'always',
  build: { format: 'directory', inlineStylesheets: 'never' },
  integrations: [react(), gallery],
  devToolbar: { enabled: false },
  vite: {
    // The content security policy allows no inline scripts, so none may be inlined.
    build: { assetsInlineLimit: 0 },
    css: {
      preprocessorOptions: { scss: { loadPaths: ['node_modules'], quietDeps: true } },
      postcss: { plugins: [leaveOut] },
    },
  },
})
