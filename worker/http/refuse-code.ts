import { codeProblemWording } from '../../content/site/wording.ts'
import type { FieldProblem } from '../../forms/parse.ts'
import { log } from '../log.ts'
import type { Context } from './context.ts'

interface RefusedCode {
  /** What the code was meant to open. */
  readonly use: 'resume' | 'file' | 'invitation'
  /** Too many codes were tried from this connection, so that this one was not looked up. */
  readonly locked: boolean
}

/**
 * Builds what the page that asks for a code shows after a code that opens nothing. It does not tell a wrong code from an
 * expired or a used one.
 */
export function buildCodeRefusalFilling(
  c: Context,
  { use, locked }: RefusedCode,
): { readonly status: 422 | 429; readonly problems: readonly FieldProblem[] } {
  log('code_refused', { request: c.get('requestId'), use, locked })
  const wording = codeProblemWording[locked ? 'locked' : use === 'invitation' ? 'invitation' : 'unknown']
  const problem = { section: '', question: 'code', field: 'code', wording }
  return { status: locked ? 429 : 422, problems: [problem] }
}
