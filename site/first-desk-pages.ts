/** What the bundler knows of its modules. */
export interface ModuleGraph {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null
}

const MAIN = '/desk/app/main.tsx'
/** The desk opens with Today, or with the list of files; the command menu is at hand on every page. */
const FIRST_PAGES = [
  '/desk/today/today-page.tsx',
  '/desk/files/files-page.tsx',
  '/desk/command-menu/command-dialog.tsx',
]

/**
 * Whether the first pages of the desk import a module, directly or through others. The pages themselves do not count: each has a
 * script, which the page that is built for it names ahead.
 */
export function isOfFirstDeskPages(id: string, graph: ModuleGraph): boolean {
  const root = id.replace(/\/(?:desk|content)\/.*$/, '')
  // What the server renders, and a package with a folder of that name, have no page of the desk.
  if (!graph.getModuleInfo(root + MAIN)) return false
  if ([MAIN, ...FIRST_PAGES].some((path) => id === root + path)) return false
  const found = foundByRoot.get(root) ?? followImports(root, graph)
  foundByRoot.set(root, found)
  return found.has(id)
}

const foundByRoot = new Map<string, ReadonlySet<string>>()

function followImports(root: string, graph: ModuleGraph): ReadonlySet<string> {
  const missing = FIRST_PAGES.find((path) => !graph.getModuleInfo(root + path))
  if (missing) throw new Error(`The desk has no module ${missing}`)
  const found = new Set([MAIN, ...FIRST_PAGES].map((path) => root + path))
  for (const id of found)
    for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) found.add(imported)
  return found
}
