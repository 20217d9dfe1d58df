import { receiptCheckProblemWording } from '../../content/authorisation/receipt-check-wording.ts'
import { receiptEndWording } from '../../content/authorisation/receipt-end.ts'
import { findReceiptOrCountWrongCode } from '../../db/authorisations.ts'
import { isBlankText } from '../../forms/blank-text.ts'
import { localisePath, type Wording } from '../../forms/language.ts'
import { loadBuiltPage } from '../http/built-page.ts'
import { getAttemptConnectionAndHour } from '../http/code-attempts.ts'
import type { Context } from '../http/context.ts'
import { fillPage } from '../http/fill-page.ts'
import { pickOnlyValue, type ReadForm } from '../http/read-form.ts'
import { createRouterFromRoutes } from '../http/routes.ts'
import { hashReceipt } from './authorisation-evidence.ts'

/** Tells a court, a lawyer or the parent whether the practice issued a receipt, word for word. */
export const receiptCheckRoutes = createRouterFromRoutes({
  '/': {
    get: (c) => loadBuiltPage(c, localisePath(c.get('language'), '/receipt/')),
    postForm: {
      fields: ['text'],
      textFile: { file: 'file', text: 'text' },
      answer: (c, posted) => checkReceipt(c, posted),
    },
  },
})

async function checkReceipt(c: Context, posted: ReadForm): Promise<Response> {
  // A file that is no text, such as a PDF, is not shown as if it were.
  if (posted.damaged)
    return renderReceiptCheckPage(c, 422, '', {
      problem: receiptCheckProblemWording.unreadable,
      field: 'file',
    })
  const text = cutAfterEnd(pickOnlyValue(posted, 'text'))
  if (isBlankText(text))
    return renderReceiptCheckPage(c, 422, text, { problem: receiptCheckProblemWording.missing })
  const { rows, hasTooManyWrongCodes } = await findReceiptOrCountWrongCode(
    c.get('env').db,
    await getAttemptConnectionAndHour(c),
    await hashReceipt(text),
  )
  return renderReceiptCheckPage(c, hasTooManyWrongCodes ? 429 : 200, text, {
    shown: rows.length > 0 ? 'genuine' : 'unknown',
    ...(hasTooManyWrongCodes && { problem: receiptCheckProblemWording.tooManyUnknown }),
  })
}

/** Cuts off what stands below a receipt on its page, which whoever copies it all takes along. */
function cutAfterEnd(text: string): string {
  const ends = Object.values(receiptEndWording).map((line) => {
    const at = text.lastIndexOf(line)
    return at < 0 ? 0 : at + line.length
  })
  return text.slice(0, Math.max(...ends) || undefined)
}

/** Renders the page with the pasted text still on it. */
async function renderReceiptCheckPage(
  c: Context,
  status: 200 | 422 | 429,
  text: string,
  {
    problem,
    field = 'text',
    shown,
  }: { problem?: Wording; field?: 'file' | 'text'; shown?: 'genuine' | 'unknown' },
): Promise<Response> {
  const at = { section: 'receipt', question: field, field }
  return fillPage(c, '/receipt/', {
    isReturnedTo: true,
    status,
    fields: { text: [text] },
    problems: problem ? [{ ...at, wording: problem }] : [],
    slots: { genuine: shown === 'genuine', unknown: shown === 'unknown' },
  })
}
