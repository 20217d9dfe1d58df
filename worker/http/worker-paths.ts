import { parentForms } from '../../content/forms/parent-forms.ts'
import { languageRoots } from '../../forms/language.ts'

/** What the worker fills in and guards, in English; `!` leaves a built page out. */
const PAGE_PATHS = [
  ...parentForms.flatMap(({ form }) => [`/${form.id}/*`, `!/${form.id}/`]),
  '/file/*',
  '/invitation/*',
  // Moved: moved-paths.ts.
  '/invited/*',
  '/receipt/*',
  '/desk',
  '/desk/*',
  '/errors/*',
]

/** What is there once, for programs. */
const PROGRAM_PATHS = ['/calendar/*', '/healthz'] as const

/**
 * The addresses that wake the worker, as wrangler’s `run_worker_first` takes them. Every other page is served without it.
 * `npm run worker-paths` writes them into wrangler.toml.
 */
export const listWorkerPaths = (): string[] => [
  ...PAGE_PATHS.flatMap((path) =>
    languageRoots.map((root) => (path.startsWith('!') ? `!${root}${path.slice(1)}` : `${root}${path}`)),
  ),
  ...PROGRAM_PATHS,
]
