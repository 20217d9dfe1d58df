import type { Environment } from '../environment.ts'

export type SiteFiles = Pick<Environment, 'siteFiles' | 'portalOrigin'>

/** Loads a file that the site built, as text. Throws when the site has none at this address. */
export async function loadSiteFile({ siteFiles, portalOrigin }: SiteFiles, path: string): Promise<string> {
  const built = await siteFiles.fetch(portalOrigin + path)
  if (!built.ok) throw new Error(`The site has no file ${path}: is it built?`)
  return built.text()
}
