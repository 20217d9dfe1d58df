import { expect, it } from 'vitest'
import { yourFile } from '../../content/file/page-wording.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intake } from '../../content/forms/intake/index.ts'
import { codeProblems } from '../../content/site/wording.ts'
import { sendExample } from '../../dev/send-example-form.ts'
import { languages } from '../../forms/language.ts'
import { addressOf, newConnection, openBrowser, portal, press, slot, takeOver } from './page-actions.ts'
import { anotherFamily } from './random-family.ts'

const visitor = openBrowser()

for (const language of languages) {
  it(`opens “Your file” by its button and by its code, never by a link, in ${language}`, async () => {
    const fields = anotherFamily(intakeExamples.byOneParent.fields)
    const sent = await sendExample(portal.origin, intake, fields, language, newConnection())
    const own = await visitor()
    await takeOver(own, sent)
    await own.goto(addressOf(language, '/intake/sent/'))
    const [reference, code] = [await slot(own, 'reference'), await slot(own, 'code')]
    await press(own, yourFile.openButton[language])
    await own.waitForURL(addressOf(language, '/file/yours/'))
    expect(await slot(own, 'reference')).toBe(reference)
    const standings = Object.keys(yourFile.standings).map(
      (standing) => `[data-slot="${standing}"]:not([hidden])`,
    )
    expect(await own.locator(standings.join()).count()).toBe(1)
    const shown = await own.content()
    for (const name of ['legalName', 'otherName', 'phone', 'children/01/childName', 'issueOne'])
      expect(shown).not.toContain(fields[name]?.[0])

    const elsewhere = await visitor()
    // The link of the receipt, as a mail scanner opens it, and then the parent: the server is not told the code.
    const asked: string[] = []
    elsewhere.on('request', (request) => asked.push(request.url(), request.headers().referer ?? ''))
    const opened = await elsewhere.goto(addressOf(language, `/file/#${code}`))
    expect(opened?.headers()).not.toHaveProperty('set-cookie')
    expect(await elsewhere.context().cookies()).toEqual([])
    expect(await elsewhere.locator('#code').inputValue()).toBe(code)
    expect(elsewhere.url()).toBe(addressOf(language, '/file/'))
    expect(await elsewhere.content()).not.toContain(reference)
    await press(elsewhere, yourFile.openButton[language])
    await elsewhere.waitForURL(addressOf(language, '/file/yours/'))
    expect(await slot(elsewhere, 'reference')).toBe(reference)
    expect(asked.filter((address) => address.includes(code))).toEqual([])

    await press(elsewhere, yourFile.close[language])
    await elsewhere.waitForURL(addressOf(language, '/file/'))
    expect(await elsewhere.context().cookies()).toEqual([])
    await elsewhere.goto(addressOf(language, '/file/yours/'))
    expect(elsewhere.url()).toBe(addressOf(language, '/file/'))
  })

  it(`opens “Your file” by a code that is typed, without JavaScript, and by no other, in ${language}`, async () => {
    const fields = anotherFamily(intakeExamples.byConsent.fields)
    const sent = await sendExample(portal.origin, intake, fields, language, newConnection())
    const own = await visitor()
    await takeOver(own, sent)
    await own.goto(addressOf(language, '/intake/sent/'))
    const [reference, code] = [await slot(own, 'reference'), await slot(own, 'code')]
    const page = await visitor({ javaScriptEnabled: false })
    await page.goto(addressOf(language, '/file/'))
    await page.locator('#code').fill('0000 0000 0000 0000')
    await press(page, yourFile.openButton[language])
    await page.locator('.govuk-error-summary').waitFor()
    expect(await page.locator('#code-error').textContent()).toContain(codeProblems.unknown[language])
    expect(await page.context().cookies()).toEqual([])
    // As it may have been written down.
    await page.locator('#code').fill(code.toLowerCase().replaceAll('-', ''))
    await press(page, yourFile.openButton[language])
    await page.waitForURL(addressOf(language, '/file/yours/'))
    expect(await slot(page, 'reference')).toBe(reference)
  })
}
