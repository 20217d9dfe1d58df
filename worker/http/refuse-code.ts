import { codeProblems } from '../../content/site/wording.ts'
import { type Language, pathIn } from '../../forms/language.ts'
import type { Fields } from '../../forms/questions/question-base.ts'
import { builtPage } from './built-page.ts'
import type { Context } from './context.ts'
import { fillPage } from './fill-page.ts'
import { log } from './log.ts'

interface Refused {
  /** What the code would have opened. */
  readonly use: 'resume' | 'file' | 'invitation'
  /** Too many were tried from here, so this one was not looked at. */
  readonly locked: boolean
  /** Where codes for it are entered, in English. */
  readonly path: string
  /** What was typed there. */
  readonly fields: Fields
}

/** The page on which a code was entered that opens nothing, whatever is wrong with it. */
export async function refuseCode(c: Context, { use, locked, path, fields }: Refused): Promise<Response> {
  log('code_refused', { request: c.get('requestId'), use, locked })
  const language: Language = c.get('language')
  const wording = codeProblems[locked ? 'locked' : use === 'invitation' ? 'invited' : 'unknown']
  return fillPage(await builtPage(c, pathIn(language, path), locked ? 429 : 422), {
    language,
    fields,
    problems: [{ section: '', question: 'code', field: 'code', wording }],
  })
}
