import { codeProblemWording } from '../../content/site/wording.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { log } from '../log.ts'
import type { Context } from './context.ts'
import { fillPage } from './fill-page.ts'

interface RefusedCode {
  /** What the code would have opened. */
  readonly use: 'resume' | 'file' | 'invitation'
  /** Too many were tried from this connection, so this one was not looked up. */
  readonly locked: boolean
  /** Where codes for it are entered. */
  readonly page: '/file/' | '/intake/resume/' | '/invitation/'
  /** What was typed there. */
  readonly fields: FormFields
}

/** The page on which a code was entered that opens nothing, whatever is wrong with it. */
export async function refuseCode(c: Context, { use, locked, page, fields }: RefusedCode): Promise<Response> {
  log('code_refused', { request: c.get('requestId'), use, locked })
  const wording = codeProblemWording[locked ? 'locked' : use === 'invitation' ? 'invitation' : 'unknown']
  return fillPage(c, page, {
    status: locked ? 429 : 422,
    fields,
    problems: [{ section: '', question: 'code', field: 'code', wording }],
  })
}
