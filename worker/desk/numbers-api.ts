import * as z from 'zod/mini'
import { defaultLanguage, languages } from '../../forms/language.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'
import { loadWords } from '../site/load-words.ts'
import { createQueryValidator, respondWithDeskError } from './api-error.ts'
import { renderNumbersSpreadsheet } from './numbers-spreadsheet.ts'
import { getPermissionsOnNumbers } from './permissions.ts'
import { countPracticeNumbers } from './practice-numbers.ts'

/** The routes of the practice’s numbers: as data, and as a spreadsheet for administrators. Neither has anybody’s name in it. */
export const numbersApi = new Hono<AppEnv>()
  .get('/numbers', async (c) => c.json(await countPracticeNumbers(c.get('env').db, c.get('coordinator'))))
  .get(
    '/numbers/spreadsheet',
    createQueryValidator(z.object({ language: z.optional(z.enum(languages)) })),
    async (c) => {
      const viewer = c.get('coordinator')
      if (!getPermissionsOnNumbers(viewer).export) return respondWithDeskError(c, { code: 'not_permitted' })
      const { language = defaultLanguage } = c.req.valid('query')
      const numbers = await countPracticeNumbers(c.get('env').db, viewer)
      const { numbers: words } = await loadWords(c.get('env'))
      return c.body(renderNumbersSpreadsheet(numbers, words, language), 200, {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': `attachment; filename="numbers-${numbers.periods.at(-1)?.lastDay}.csv"`,
      })
    },
  )
