import type { Context } from '../http/context.ts'
import { pickOnlyValue } from '../http/read-form.ts'
import type { FormRoute } from '../http/routes.ts'
import { readAccessCodeHashFromCookie } from './file-session.ts'
import { findFileWithCode } from './find-file-with-code.ts'

/** The field for the code on a page whose session ended while somebody typed. */
const CODE_FIELD = 'code'

/**
 * Lets a posted page of “Your file” open the file again with the code entered on it, and answers the post at once, so that
 * nothing typed has to be kept anywhere meanwhile. While the file is open the code is not looked at.
 */
export const reopenFileWithCode = ({ fields, answer, ...route }: FormRoute): FormRoute => ({
  ...route,
  asksForCode: true,
  fields: [...fields, CODE_FIELD],
  answer: async (c, posted) => {
    const { [CODE_FIELD]: _, ...others } = posted.fields
    const typed = pickOnlyValue(posted, CODE_FIELD)
    if (typed !== '' && (await readAccessCodeHashFromCookie(c)) === undefined) await tryCode(c, typed)
    return answer(c, { ...posted, fields: others })
  },
})

async function tryCode(c: Context, typed: string): Promise<void> {
  const found = await findFileWithCode(c, typed)
  if ('accessCodeHash' in found) c.set('reopenedFile', found.accessCodeHash)
  else c.set('codeProblems', found.refusal.problems)
}
