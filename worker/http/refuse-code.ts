import type { CodeKind } from '../../content/code-prefixes.ts'
import { codeProblemWording } from '../../content/site/wording.ts'
import type { Wording } from '../../forms/language.ts'
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
  const details = codeProblemWording[hasTooManyWrongCodes ? 'tooManyDetails' : 'unknownDetails']
  return { status: hasTooManyWrongCodes ? 429 : 422, problems: [buildCodeProblem(details)] }
}

/** Builds the problem of a code that opens nothing. */
export const buildCodeProblem = (details: Wording = codeProblemWording.unknownDetails): FieldProblem => ({
  section: '',
  question: 'code',
  field: 'code',
  wording: codeProblemWording.unknown,
  details,
})
