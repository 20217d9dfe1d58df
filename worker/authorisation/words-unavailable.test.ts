import { describe, expect, it } from 'vitest'
import { listSignedWordingLines } from '../../content/authorisation/call-script.ts'
import { authorisePageWording } from '../../content/file/page-wording.ts'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { faultPageWording } from '../../content/site/fault-page-wording.ts'
import { languages, localisePath } from '../../forms/language.ts'
import { captureConsole } from '../../tests/support/console-logs.ts'
import { changesNothing, queryRows } from '../../tests/support/database-rows.ts'
import { createParentWithFile, fillAuthorisationForm } from '../../tests/support/parent-with-file.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { expectRedirect, withOtherBindings } from '../../tests/support/requests.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { createSiteWithWords, siteWithoutWords } from '../../tests/support/site-without-words.ts'
import { sha256Hex } from '../privacy/sha256.ts'

setUpPortal({ now: Date.UTC(2026, 10, 22, 15) })

describe.each(languages)('without the words of what is signed, in %s', (language) => {
  it('keeps what was typed and signs nothing, until the words are there again', async () => {
    const { parent } = await createParentWithFile({ language })
    const { path, fields } = await fillAuthorisationForm(parent, authorisationExamples.plain.fields, language)
    for (const ASSETS of [siteWithoutWords(), createSiteWithWords(() => new Response('{}'))]) {
      const logged = captureConsole()
      const { status, summary, filledFields } = await changesNothing(async () =>
        parsePage(await withOtherBindings(parent, { ASSETS }).post(path, fields)),
      )
      expect([status, summary?.notice]).toEqual([503, faultPageWording.lead[language]])
      expect(filledFields).toMatchObject(fields)
      expect(logged.eventsNamed('words_unavailable').length).toBeGreaterThan(0)
      expect(logged.eventsNamed('error')).toEqual([])
    }
    expectRedirect(await parent.post(path, fields), localisePath(language, '/file/receipt/'))
    const [signed] = await queryRows<{ wording_hash: string }>('SELECT wording_hash FROM authorisations')
    expect(signed?.wording_hash).toBe(await sha256Hex(listSignedWordingLines(language).join('\n')))
  })

  it('shows no page to sign on', async () => {
    const { parent } = await createParentWithFile({ language })
    const path = localisePath(language, '/file/authorise/')
    captureConsole()
    const { status, text } = await parsePage(
      await withOtherBindings(parent, { ASSETS: siteWithoutWords() }).get(path),
    )
    expect(status).toBe(503)
    expect(text).not.toContain(authorisePageWording.button[language])
  })
})
