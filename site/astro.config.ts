import { satteri } from '@astrojs/markdown-satteri'
import react from '@astrojs/react'
import sitemap from '@astrojs/sitemap'
import type { AstroIntegration } from 'astro'
import { defineConfig } from 'astro/config'
import { splitLanguagePath } from '../forms/language.ts'
import { builtForms } from './built-forms.ts'
import { linkTermsPlugin } from './markdown/link-terms.ts'
import { fillSettingsPlugin } from './markdown/settings.ts'
import { tableHeadersPlugin } from './markdown/table-headers.ts'
import { portalOrigin } from './origin.ts'
import { preloadDeskScripts } from './preload-desk-scripts.ts'
import { splitDeskLanguages } from './split-desk-languages.ts'
import { removeUnusedRulesPlugin } from './styles/unused-rules.ts'

/** Adds the pages of the gallery, which shows each kind of question, when `EVENHAND_GALLERY=1` is set. */
const gallery: AstroIntegration = {
  name: 'gallery',
  hooks: {
    'astro:config:setup': ({ injectRoute }) => {
      if (process.env.EVENHAND_GALLERY !== '1') return
      injectRoute({
        pattern: '[...lang]/specimen/sent',
        entrypoint: './dev/gallery/sent.astro',
        prerender: true,
      })
      injectRoute({
        pattern: '[...lang]/specimen/blank',
        entrypoint: './dev/gallery/blank.astro',
        prerender: true,
      })
      injectRoute({
        pattern: '[...lang]/specimen/blank-react',
        entrypoint: './dev/gallery/blank-react.astro',
        prerender: true,
      })
    },
  },
}

/** Whether the sitemap lists a page; it leaves out what search engines may not index: forms, the desk, error pages. */
const isListed = (address: string) =>
  !/^\/(code|file|time-zones|invitation|receipt|desk|errors|404)\//.test(toEnglishPath(address)) &&
  !builtForms.some(({ form }) => toEnglishPath(address).startsWith(`/${form.id}/`))

const toEnglishPath = (address: string) => splitLanguagePath(new URL(address).pathname).path

const deskLanguages = splitDeskLanguages()

/**
 * What several pages of the desk share is one script, and the libraries are another, without words: fewer and longer scripts
 * are sent in fewer bytes after gzip (decision 144).
 */
const deskChunks = [
  { name: 'desk-libraries', test: /\/node_modules\/(react|react-dom|scheduler|@tanstack)\//, priority: 1 },
  // Of what several pages share in content/, public pages load nothing.
  { name: 'desk-shared', test: /\/(desk|content)\//, minShareCount: 2 },
]

/** Builds every page once, as static HTML; the worker fills some of them in. */
export default defineConfig({
  site: portalOrigin,
  srcDir: './site',
  publicDir: './site/public',
  outDir: './dist',
  cacheDir: './.astro/cache',
  output: 'static',
  trailingSlash: 'always',
  // With its styles in it, a page is painted as soon as it has come (decision 45).
  build: { format: 'directory', inlineStylesheets: 'always' },
  markdown: {
    processor: satteri({
      mdastPlugins: [fillSettingsPlugin, linkTermsPlugin],
      hastPlugins: [tableHeadersPlugin],
    }),
  },
  integrations: [
    react(),
    gallery,
    deskLanguages.integration,
    preloadDeskScripts,
    sitemap({ filter: isListed }),
  ],
  devToolbar: { enabled: false },
  vite: {
    plugins: [deskLanguages.plugin],
    build: {
      // The content security policy allows no inline scripts, so the build inlines none.
      assetsInlineLimit: 0,
      rolldownOptions: { output: { codeSplitting: { groups: deskChunks } } },
    },
    css: {
      preprocessorOptions: { scss: { loadPaths: ['node_modules'], quietDeps: true } },
      postcss: { plugins: [removeUnusedRulesPlugin] },
    },
  },
})
