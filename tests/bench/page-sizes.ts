import {
  countFirstViewBytes,
  countPageScriptBytes,
  isPublicPage,
  listBuiltPages,
} from '../../dev/built-site.ts'
import type { Measure } from './measure.ts'

/** The heaviest public page, in bytes after gzip. */
export async function measurePageSizes(): Promise<Measure[]> {
  const pages = listBuiltPages().filter(isPublicPage)
  const heaviest = (bytesOf: (path: string) => number) => Math.max(...pages.map(bytesOf))
  return [
    {
      name: 'first-view-html-and-css',
      value: heaviest(countFirstViewBytes),
      unit: 'bytes, gzip',
      goal: 14 * 1024,
      better: 'lower',
    },
    {
      name: 'javascript-of-a-page',
      value: heaviest(countPageScriptBytes),
      unit: 'bytes, gzip',
      goal: 10 * 1024,
      better: 'lower',
    },
  ]
}
