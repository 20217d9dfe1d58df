import { parentForms } from '../../content/forms/parent-forms.ts'
import { allLanguagePathPrefixes } from '../../forms/language.ts'

/** The pages that the worker fills in and guards, in English; `!` excludes a page that is served as built. */
const PAGE_PATHS = [
  ...parentForms.flatMap(({ form }) => [`/${form.id}/*`, `!/${form.id}/`]),
  '/code/*',
  '/file/*',
  '/invitation/*',
  // moved-paths.ts redirects these. No page is built there any more, so the first wakes the worker without a slash too.
  '/invited',
  '/invited/*',
  '/receipt/*',
  '/desk',
  '/desk/*',
  '/errors/*',
]

/** Addresses for programs, which exist in one language only. */
const PROGRAM_PATHS = ['/calendar/*', '/webhooks/*', '/healthz', '/healthz/work'] as const

/**
 * Lists the addresses that wake the worker, as wrangler’s `run_worker_first` takes them. Every other page is served
 * without the worker. `npm run worker-paths` writes the list into wrangler.toml.
 */
export const listWorkerPaths = (): string[] => [
  ...PAGE_PATHS.flatMap((path) =>
    allLanguagePathPrefixes.map((root) =>
      path.startsWith('!') ? `!${root}${path.slice(1)}` : `${root}${path}`,
    ),
  ),
  ...PROGRAM_PATHS,
]
