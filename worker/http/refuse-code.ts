import type { CodeKind } from '../../content/code-prefixes.ts'
import { codeProblemWording } from '../../content/site/wording.ts'
import type { FieldProblem } from '../../forms/parse.ts'
import { log } from '../log.ts'
import type { Context } from './context.ts'

interface RefusedCode {
  /** What the code was meant to open. */
  readonly use: CodeKind | 'any'
  /** Many wrong codes came from this connection before. This one was looked up all the same. */
  readonly hasTooManyWrongCodes: boolean
}

/**
 * Builds what the page that asks for a code shows after a code that opens nothing. It does not tell a wrong code from an
 * expired or a used one.
 */
export function buildCodeRefusalFilling(
  c: Context,
  { use, hasTooManyWrongCodes }: RefusedCode,
): { readonly status: 422 | 429; readonly problems: readonly FieldProblem[] } {
  log('code_refused', { request: c.get('requestId'), use, limited: hasTooManyWrongCodes })
  const wording = codeProblemWording[hasTooManyWrongCodes ? 'tooManyWrongCodes' : 'unknown']
  const problem = { section: '', question: 'code', field: 'code', wording }
  return { status: hasTooManyWrongCodes ? 429 : 422, problems: [problem] }
}
