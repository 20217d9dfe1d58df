import { satteri } from '@astrojs/markdown-satteri'
import react from '@astrojs/react'
import sitemap from '@astrojs/sitemap'
import type { AstroIntegration } from 'astro'
import { defineConfig } from 'astro/config'
import { splitLanguagePath } from '../forms/language.ts'
import { builtForms } from './built-forms.ts'
import { isOfFirstDeskPages, type ModuleGraph } from './first-desk-pages.ts'
import { linkTermsPlugin } from './markdown/link-terms.ts'
import { fillSettingsPlugin } from './markdown/settings.ts'
import { tableHeadersPlugin } from './markdown/table-headers.ts'
import { nameReactExports } from './name-react-exports.ts'
import { portalOrigin } from './origin.ts'
import { preloadDeskScripts } from './preload-desk-scripts.ts'
import { splitDeskLanguages } from './split-desk-languages.ts'
import { colourFunctions } from './styles/colour-function.ts'
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
 * The scripts of the desk, by what is opened together: few and long ones are sent in fewer bytes after gzip (decisions 144, 153).
 * A group takes along what its modules import, unless one of a higher priority has it.
 */
const deskChunks = [
  // What the script of every public page imports too; that page loads no more of the desk.
  { name: 'conditions', test: /\/forms\/(condition|blank-text)\.ts$/, priority: 5 },
  {
    name: 'desk-libraries',
    test: /named-exports:|\/node_modules\/(react|react-dom|scheduler|@tanstack)\//,
    priority: 4,
  },
  {
    name: (id: string, graph: ModuleGraph) => (isOfFirstDeskPages(id, graph) ? 'desk-first' : null),
    // Of what the desk takes from content/, public pages load nothing.
    test: /\/(desk|content)\//,
    priority: 3,
  },
  { name: 'desk-later', test: /\/(desk|content)\//, minShareCount: 2, priority: 2 },
  { name: 'desk-file', test: /\/desk\/(file|personal-data)\//, priority: 1 },
  {
    name: 'desk-practice',
    test: /\/desk\/(calendar|availability|numbers|record-check|operations)\//,
  },
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
    plugins: [nameReactExports, deskLanguages.plugin],
    build: {
      // The content security policy allows no inline scripts, so the build inlines none.
      assetsInlineLimit: 0,
      rolldownOptions: {
        // Reading a property of our values does nothing else, so that what is read and not used is left out.
        treeshake: { propertyReadSideEffects: false },
        output: { codeSplitting: { groups: deskChunks } },
      },
    },
    css: {
      preprocessorOptions: {
        scss: { loadPaths: ['node_modules'], quietDeps: true, functions: colourFunctions },
      },
      postcss: { plugins: [removeUnusedRulesPlugin] },
    },
  },
})
