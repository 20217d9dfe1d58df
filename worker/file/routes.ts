import { fileDoneCases, fileStatusCases } from '../../content/file/page-cases.ts'
import { addressProblems } from '../../content/mail/email-problems.ts'
import { buildPrefixedSlotValues } from '../../content/slots-for.ts'
import { formatDateInZone } from '../../content/time/local-time.ts'
import type { ParentFile } from '../../db/parent-file.ts'
import { loadParentFileAndWaitingList, type OpenedFile } from '../../db/waiting-list.ts'
import { localisePath } from '../../forms/language.ts'
import {
  buildCallingSlotValuesOfFilePage,
  buildNextStepSlotValues,
} from '../authorisation/authorisation-filling.ts'
import { buildFirstAppointmentSlotValuesOfFilePage } from '../booking/pages/first-appointment-filling.ts'
import { getParentTimeZone, unsealContactRules } from '../contact/contact-rules.ts'
import { pickFileStatusCase } from '../contact/contactability.ts'
import { endShownCodes } from '../forms/draft-cookie.ts'
import { loadBuiltPage } from '../http/built-page.ts'
import type { Context } from '../http/context.ts'
import { fillPage } from '../http/fill-page.ts'
import { PRESSED_BUTTON_FIELD, pickOnlyValue } from '../http/read-form.ts'
import { redirectTo } from '../http/redirect.ts'
import { setCookieIfNone } from '../http/refused-cookie.ts'
import { takeNews } from '../http/returned-page.ts'
import { createRouterFromRoutes } from '../http/routes.ts'
import { unsealLetterText } from '../letters/letter-text.ts'
import {
  canSignWithAccessCode,
  endFileSession,
  loadFileSessionWithLoader,
  setFileSessionCookie,
  signOutAndRedirect,
} from '../session/file-session.ts'
import { findFileWithCode } from '../session/find-file-with-code.ts'
import { isJoiningCodeOffered, postJoiningCode, showJoiningCodePage } from './joining-code-page.ts'
import { renderLettersHtml } from './letters-html.ts'
import { buildWaitingPlaceSlotValues } from './waiting-place.ts'
import { buildSideSlotValues } from './withdraw-page.ts'

/**
 * The field that names the page to open after the file. With it, the confirmation page leads straight to the call or to
 * the first session.
 */
const NEXT_PAGE_FIELD = 'then'

/**
 * “Your file”: shows a parent what comes next, and none of their answers. The access code opens it when the parent
 * presses a button. A link has the code behind a #, which browsers send to no server; the page moves it into the field.
 */
export const fileRoutes = createRouterFromRoutes({
  '/': {
    get: async (c) => {
      const openFile = await loadFileSessionWithLoader(c, (accessCodeHash) =>
        loadParentFileAndWaitingList(c.get('env').db, accessCodeHash, Date.now()),
      )
      return openFile ? showFilePage(c, openFile.own, openFile) : showCodePage(c)
    },
    postForm: {
      button: 'open',
      fields: ['code', NEXT_PAGE_FIELD],
      needsCookie: true,
      answer: (c, posted) => {
        const nextPage = pickOnlyValue(posted, NEXT_PAGE_FIELD)
        return openFileWithCode(c, pickOnlyValue(posted, 'code'), nextPagePaths.get(nextPage) ?? '/file/')
      },
    },
  },
  // Answers a link that has a code with the form, even while another parent's file is open in this browser.
  '/code/': {
    get: (c) => {
      setCookieIfNone(c)
      return loadBuiltPage(c, localisePath(c.get('language'), '/file/'), 200, '/file/')
    },
  },
  // This is only where the page is built; it is shown at /file/.
  '/opened/': { get: (c) => c.redirect(localisePath(c.get('language'), '/file/'), 301) },
  '/joining-code/': {
    get: showJoiningCodePage,
    postForm: { fields: [PRESSED_BUTTON_FIELD, 'shows'], answer: postJoiningCode },
  },
  '/close/': { postForm: { button: 'close', fields: [], answer: closeFile } },
})

const nextPagePaths: ReadonlyMap<string | undefined, string> = new Map([
  ['authorise', '/file/authorise/'],
  ['book', '/file/book/'],
  ['joining-code', '/file/joining-code/'],
])

async function showFilePage(
  c: Context,
  file: ParentFile,
  { letters, ...waitingList }: OpenedFile,
): Promise<Response> {
  const { reference, status } = file
  const language = c.get('language')
  const [callingSlots, appointmentSlots] = await Promise.all([
    buildCallingSlotValuesOfFilePage(c.get('env'), file, language, Date.now()),
    buildFirstAppointmentSlotValuesOfFilePage(c.get('env'), file, language, Date.now()),
  ])
  const rules = await unsealContactRules(c.get('env'), file.parentId, file.sealedContactRules)
  const news = await takeNews(c)
  const shownStatus = pickFileStatusCase(status, rules, file.isScreened)
  const nextSteps = buildNextStepSlotValues(file)
  const zone = getParentTimeZone(rules)
  // Whoever got a new code is asked first whether they are the parent.
  const shownLetters = canSignWithAccessCode(file) ? letters : []
  return fillPage(c, '/file/opened/', {
    slots: {
      'can-add': status !== 'closed',
      reference: reference ?? '',
      'give-code': await isJoiningCodeOffered(c.get('env'), file),
      ...buildPrefixedSlotValues('address-', addressProblems, (problem) => problem === rules?.addressProblem),
      'code-unconfirmed': !canSignWithAccessCode(file),
      'has-letters': shownLetters.length > 0,
      letters: renderLettersHtml(
        await Promise.all(
          shownLetters.map(async (letter) => ({
            day: formatDateInZone(letter.sentAt, zone, language),
            text: await unsealLetterText(c.get('env').keys, letter),
          })),
        ),
      ),
      ...buildPrefixedSlotValues('', fileStatusCases, (shown) => shown === shownStatus),
      ...buildPrefixedSlotValues('done-', fileDoneCases, (done) => done === news && status !== 'closed'),
      withdrawn: status === 'closed' && file.applicationWithdrawnAt !== null,
      ...buildSideSlotValues(file),
      ...buildWaitingPlaceSlotValues(waitingList, status === 'waiting'),
      ...nextSteps,
      ...appointmentSlots,
      // Nobody can be chosen to talk with this family.
      ...(appointmentSlots['appointment-outside'] && { 'first-talk': false, 'first-order': false }),
      ...callingSlots,
    },
  })
}

/** Closes the file in this browser, so that no page of it shows the code any more either. */
async function closeFile(c: Context): Promise<Response> {
  await endShownCodes(c)
  return signOutAndRedirect(c)
}

/** Shows the form for the code, and deletes a cookie that opens nothing. */
function showCodePage(c: Context): Promise<Response> {
  endFileSession(c)
  return loadBuiltPage(c, localisePath(c.get('language'), '/file/'))
}

async function openFileWithCode(c: Context, typed: string, nextPath: string): Promise<Response> {
  const found = await findFileWithCode(c, typed)
  if ('refusal' in found) return fillPage(c, '/file/', { ...found.refusal, fields: { code: [typed] } })
  await setFileSessionCookie(c, found.accessCodeHash)
  return redirectTo(c, nextPath)
}
