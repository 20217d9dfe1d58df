import { createRouterFromRoutes } from '../http/routes.ts'
import { reopenFileWithCode } from '../session/reopen-file.ts'
import { showAuthorisePage, WORDING_HASH_FIELD } from './authorise-page.ts'
import { AUTHORISE_PAGE_FIELDS, postAuthorisation } from './post-authorisation.ts'
import { respondWithReceiptFile, showReceiptPage } from './receipt-page.ts'
import { postStop, showStopPage } from './stop-page.ts'

/**
 * The routes of a parent’s authorisation to call the other parent, under “Your file”: granting it, its receipt, and
 * withdrawing it.
 */
export const authorisationRoutes = createRouterFromRoutes({
  '/authorise/': {
    get: showAuthorisePage,
    postForm: reopenFileWithCode({
      button: 'sign',
      fields: AUTHORISE_PAGE_FIELDS,
      fieldOfLanguage: WORDING_HASH_FIELD,
      answer: postAuthorisation,
    }),
  },
  '/receipt/': { get: showReceiptPage },
  '/receipt/download/': { get: respondWithReceiptFile },
  '/stop/': {
    get: showStopPage,
    postForm: { button: 'stop', fields: [], answer: postStop },
  },
})
