import { findParentOrCountWrongCode } from '../../db/parent-file.ts'
import { getAttemptConnectionAndHour } from '../http/code-attempts.ts'
import type { Context } from '../http/context.ts'
import { buildCodeRefusalFilling } from '../http/refuse-code.ts'
import { hashCodeWithEachKey, parsePrivateCode } from '../privacy/code.ts'

type FoundFile =
  | { readonly accessCodeHash: string }
  | { readonly refusal: Awaited<ReturnType<typeof buildCodeRefusalFilling>> }

/** Finds the file that a private code opens, as typed, or what the page shows after a code that opens nothing. */
export async function findFileWithCode(c: Context, typed: string): Promise<FoundFile> {
  const { db, keys } = c.get('env')
  const code = parsePrivateCode(typed)
  const { rows, hasTooManyWrongCodes } = await findParentOrCountWrongCode(
    db,
    await getAttemptConnectionAndHour(c),
    await hashCodeWithEachKey(keys.draft, 'file', code ?? ''),
  )
  const [found] = rows
  return code && found
    ? { accessCodeHash: found.accessCodeHash }
    : { refusal: await buildCodeRefusalFilling(c, { use: 'file', typed, hasTooManyWrongCodes }) }
}
