import { existsSync, readFileSync } from 'node:fs'

/** Lists the TypeScript files that a page names between backticks, in the order of the page. */
export const listFilesNamedOnPage = (page: string): string[] =>
  [...readFileSync(page, 'utf8').matchAll(/`([\w./-]+\.ts)`/g)].map(([, file = '']) => file)

/** Lists the files that a page names and that do not exist. */
export const listMissingFilesNamedOnPage = (page: string): string[] =>
  listFilesNamedOnPage(page).filter((file) => !existsSync(file))
