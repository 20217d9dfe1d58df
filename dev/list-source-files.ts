import { globSync } from 'node:fs'

/** Lists the files of a pattern without those of installed packages, which tests/ has too: paths from a folder. */
export const listSourceFiles = (pattern: string, folder = '.'): string[] =>
  globSync(pattern, { cwd: folder, exclude: ['**/node_modules'] })
