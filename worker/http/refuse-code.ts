import { type CodeKind, codePrefixes } from '../../content/code-prefixes.ts'
import { codeProblemWording } from '../../content/site/wording.ts'
import { isBlankText } from '../../forms/blank-text.ts'
import type { Wording } from '../../forms/language.ts'
import type { FieldProblem } from '../../forms/parse.ts'
import { log } from '../log.ts'
import type { Context } from './context.ts'
import { codeDetails, loadNoticeWording } from './notices.ts'

interface RefusedCode {
  /** What the code was meant to open. */
  readonly use: CodeKind | 'any'
  /** What was typed. Only its first letter and whether it is empty decide what is said of it. */
  readonly typed: string
  /** Many wrong codes came from this connection before. This one was looked up all the same. */
  readonly hasTooManyWrongCodes: boolean
}

/**
 * Builds what the page that asks for a code shows after a code that opens nothing. It does not tell a wrong code from an
 * expired or a used one: what it says depends on nothing but the letter that was typed in front.
 */
export async function buildCodeRefusalFilling(
  c: Context,
  { use, typed, hasTooManyWrongCodes }: RefusedCode,
): Promise<{ readonly status: 422 | 429; readonly problems: readonly FieldProblem[] }> {
  log('code_refused', { request: c.get('requestId'), use, limited: hasTooManyWrongCodes })
  const problem = await (hasTooManyWrongCodes
    ? buildCodeProblem(c, 'tooMany')
    : buildProblemOfTypedCode(c, typed))
  return { status: hasTooManyWrongCodes ? 429 : 422, problems: [problem] }
}

/** Says why a code of the kind that was typed may open nothing, by the letter in front of it. */
export function buildProblemOfTypedCode(c: Context, typed: string): Promise<FieldProblem> {
  if (isBlankText(typed)) return buildCodeProblem(c, 'empty', codeProblemWording.empty)
  const [, letter = ''] = /^\s*(\p{L})[\s\p{Pd}]/u.exec(typed) ?? []
  const kind = codeKinds.find((one) => codePrefixes[one] === letter.toUpperCase())
  return buildCodeProblem(c, kind ?? 'unknown')
}

const codeKinds = Object.keys(codePrefixes) as CodeKind[]

async function buildCodeProblem(
  c: Context,
  why: keyof typeof codeDetails,
  wording: Wording = codeProblemWording.unknown,
): Promise<FieldProblem> {
  const details = await loadNoticeWording(c.get('env'), codeDetails[why])
  return { section: '', question: 'code', field: 'code', wording, ...(details && { details }) }
}
