import { expect, it } from 'vitest'
import { sendAgainWording } from '../../content/forms/send-again-wording.ts'
import { languages, localisePath } from '../../forms/language.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { changesNothing, countRows } from '../../tests/support/database-rows.ts'
import { createParentWithDraft, declarationFields } from '../../tests/support/intake-drafts.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { expectRedirect, withOtherBindings } from '../../tests/support/requests.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { createSiteWithWords, siteWithoutWords } from '../../tests/support/site-without-words.ts'

const deliveries = setUpPortal()

it.each(languages)(
  'sends no form without the words of its e-mails, and the same form once they are there (%s)',
  async (language) => {
    const parent = await createParentWithDraft(undefined, language)
    const path = localisePath(language, '/intake/send/')
    for (const ASSETS of [siteWithoutWords(), createSiteWithWords(() => new Response('{"letters":{}}'))]) {
      const logged = captureConsole()
      const again = await changesNothing(async () =>
        parsePage(await withOtherBindings(parent, { ASSETS }).post(path, declarationFields)),
      )
      expect([again.status, again.title]).toEqual([
        503,
        expect.stringContaining(sendAgainWording.title[language]),
      ])
      expect(again.filledFields).toMatchObject(declarationFields)
      expect(logged.eventsNamed('words_unavailable').length).toBeGreaterThan(0)
      expect(logged.eventsNamed('error')).toEqual([])
      expect(deliveries).toEqual([])
    }
    expectRedirect(await parent.post(path, declarationFields), localisePath(language, '/intake/sent/'))
    expect([await countRows('files'), deliveries.length > 0]).toEqual([1, true])
  },
)
