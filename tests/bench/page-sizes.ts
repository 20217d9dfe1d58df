import { builtPages, firstViewBytes, isPublic, scriptBytes } from '../browser/built-site.ts'
import type { Measure } from './measure.ts'

/** The heaviest public page, in bytes after gzip. */
export async function sizes(): Promise<Measure[]> {
  const pages = builtPages().filter(isPublic)
  const heaviest = (bytesOf: (path: string) => number) => Math.max(...pages.map(bytesOf))
  return [
    {
      name: 'first-view-html-and-css',
      value: heaviest(firstViewBytes),
      unit: 'bytes, gzip',
      goal: 14 * 1024,
      better: 'lower',
    },
    {
      name: 'javascript-of-a-page',
      value: heaviest(scriptBytes),
      unit: 'bytes, gzip',
      goal: 10 * 1024,
      better: 'lower',
    },
  ]
}
