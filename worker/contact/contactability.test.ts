import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { meetingInstructionsWordingByMode } from '../../content/file/booking-wording.ts'
import { filePageWording } from '../../content/file/page-wording.ts'
import { addablePages, contactPage } from '../../content/forms/added-pages.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { type IntakeAnswers, intakeForm } from '../../content/forms/intake/index.ts'
import { reachingYouSection } from '../../content/forms/intake/reaching-you.ts'
import { reachingYouMoreSection } from '../../content/forms/intake/reaching-you-more.ts'
import { joiningForm } from '../../content/forms/joining/index.ts'
import { practice } from '../../content/practice.ts'
import { noSafeChannelCheckWording } from '../../content/site/no-safe-channel.ts'
import { listConditionQuestionNames } from '../../forms/condition.ts'
import { isConditionWithinSection, listRevealedQuestions, type Section } from '../../forms/form.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { languages, localisePath } from '../../forms/language.ts'
import { parseAnswersSoFar } from '../../forms/parse.ts'
import { createParentWithDraft, declarationFields } from '../../tests/support/intake-drafts.ts'
import { parseVisiblePage } from '../../tests/support/parse-page.ts'
import { countPropertyRuns } from '../../tests/support/property-runs.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import type { Visitor } from '../../tests/support/test-portal.ts'
import { getContactRulesFromAnswers } from '../intake/contact-answers.ts'
import { listContactChannels } from './contactability.ts'

setUpPortal()

const safety = fc.constantFrom('yes', 'no', 'not-sure', '')
const arbitraryFields = fc.record({
  phone: fc.constantFrom('613 555 0142', ''),
  phoneUse: fc.constantFrom('call', 'text', 'relay', ''),
  phoneSafe: safety,
  safeTimes: fc.constantFrom('Tuesdays at noon', ''),
  textSafe: safety,
  email: fc.constantFrom('sam@example.com', ''),
  emailSafe: safety,
  alternateName: fc.constantFrom('Jo', ''),
  alternatePhone: fc.constantFrom('613 555 0199', ''),
})

const readChannels = (fields: FormFields) => {
  const { answers } = parseAnswersSoFar(intakeForm, fields)
  return listContactChannels(getContactRulesFromAnswers(answers as IntakeAnswers))
}

it('says on the page that nothing is safe exactly when no way is left in what would be sent', () => {
  fc.assert(
    fc.property(arbitraryFields, (typed) => {
      const fields: FormFields = Object.fromEntries(
        Object.entries(typed).map(([name, value]) => [name, [value]]),
      )
      const isTold = listRevealedQuestions(intakeForm, reachingYouSection, fields).has('note-0')
      const names = ['phone', 'phoneSafe', 'email', 'emailSafe', 'safeTimes']
      const onPage = Object.fromEntries(names.map((name) => [name, fields[name] ?? []]))
      expect(isTold).toBe(readChannels(onPage).length === 0)
    }),
    { numRuns: countPropertyRuns(500) },
  )
})

it.each<[string, FormFields, readonly string[]]>([
  ['a safe number', { phone: ['613 555 0142'], phoneSafe: ['yes'] }, ['call']],
  [
    'a number for texts that nobody called safe for them',
    { phone: ['613 555 0142'], phoneUse: ['text'], phoneSafe: ['yes'] },
    [],
  ],
  [
    'a number that is safe for texts and takes no calls',
    { phone: ['613 555 0142'], phoneUse: ['text'], phoneSafe: ['yes'], textSafe: ['yes'] },
    ['text'],
  ],
  [
    'a number that is safe at the times written down',
    { phone: ['613 555 0142'], phoneSafe: ['no'], safeTimes: ['Weekdays 10 to 12'] },
    ['call-at-time'],
  ],
  ['times beside a number nothing was said of', { phone: ['613 555 0142'], safeTimes: ['Mondays'] }, []],
  ['times without a number', { safeTimes: ['Mondays'] }, []],
  [
    'times beside a number that was given for the other parent too',
    { phone: ['613 555 0142'], phoneSafe: ['no'], safeTimes: ['Mondays'], otherPhone: ['613 555 0142'] },
    [],
  ],
  ['a number nothing was said of', { phone: ['613 555 0142'] }, []],
  [
    'a number that was given for the other parent too',
    { phone: ['613 555 0142'], phoneSafe: ['yes'], otherPhone: ['613 555 0142'] },
    [],
  ],
  [
    'a number that is safe at one time, and for texts',
    { phone: ['613 555 0142'], phoneSafe: ['no'], safeCallTime: ['noon'], textSafe: ['yes'] },
    ['call-at-time', 'text'],
  ],
  ['a person they trust', { alternateName: ['Jo'], alternatePhone: ['613 555 0199'] }, ['alternate']],
  ['an address that is not safe', { email: ['sam@example.com'], emailSafe: ['no'] }, []],
])('reads the channels out of %s', (_, fields, channels) => {
  expect(readChannels(fields)).toEqual(channels)
})

const {
  email: _,
  emailSafe,
  receipt,
  alternateName,
  alternatePhone,
  mailSubject,
  safeTimes,
  ...base
} = intakeExamples.byOneParent.fields
const unreachable = { ...base, phone: ['613 555 0142'], phoneSafe: ['no'] }
const reachable = { ...base, phone: ['613 555 0142'], phoneSafe: ['yes'] }

async function readPages(fields: FormFields, language: (typeof languages)[number]) {
  const at = (path: string) => localisePath(language, path)
  const read = async (parent: Visitor, path: string) =>
    (await parseVisiblePage(await parent.get(at(path)))).text.replace(/\s+/g, ' ')
  const parent = await createParentWithDraft(fields)
  const check = await read(parent, '/intake/check/')
  expect((await parent.post(at('/intake/send/'), declarationFields)).status).toBe(303)
  const confirmation = await parent.get(at('/intake/sent/'))
  const { text, slots } = await parseVisiblePage(confirmation)
  await parent.post(at('/file/'), { code: [slots.code?.trim() ?? ''] })
  return {
    check,
    sent: text.replace(/\s+/g, ' '),
    file: await read(parent, '/file/'),
    book: await read(parent, '/file/book/request/'),
  }
}

/** Sentences that count on our calling or writing to the parent. */
const PROMISE_OF_CONTACT = {
  en: /enough for us to call|hear from us|We’ll (?:call|write to|reach) you/i,
  fr: /pour que nous vous appelions|nouvelles de notre part|pas de nos nouvelles|Nous vous (?:joignons|appelons|écrivons)/i,
}

it.each(languages)(
  'says of every way to meet what to do without a safe way to be reached, in %s',
  (language) => {
    const byMode = meetingInstructionsWordingByMode
    for (const instructions of [byMode.video, byMode.phone])
      expect(instructions[language]).toContain(practice.phone.reach)
  },
)

it('says on the page that changes it that nothing is safe exactly when no way is left, and nothing of sending', () => {
  fc.assert(
    fc.property(arbitraryFields, (typed) => {
      const fields: FormFields = Object.fromEntries(
        Object.entries(typed).map(([name, value]) => [name, [value]]),
      )
      const isTold = listRevealedQuestions(intakeForm, contactPage.section, fields).has('note-0')
      expect(isTold).toBe(readChannels(fields).length === 0)
    }),
    { numRuns: countPropertyRuns(500) },
  )
  expect(JSON.stringify(contactPage.section.notes)).not.toMatch(/before you send|this form|avant l’envoi/i)
})

it('calls at the stated time, even where an earlier draft named a narrower one, and shows both', () => {
  const fields = { phone: ['613 555 0142'], phoneSafe: ['no'], safeTimes: ['Weekdays'] }
  const draft = { ...fields, safeCallTime: ['Tuesdays at noon'] }
  const read = (typed: FormFields) =>
    getContactRulesFromAnswers(parseAnswersSoFar(intakeForm, typed).answers as IntakeAnswers)
  expect(read(fields)).toMatchObject({ safeCallTime: 'Weekdays' })
  expect(read(draft)).toMatchObject({ safeCallTime: 'Tuesdays at noon', safeTimes: 'Weekdays' })
  const isAsked = (typed: FormFields) =>
    listRevealedQuestions(intakeForm, reachingYouMoreSection, typed).has('safeCallTime')
  expect([isAsked(fields), isAsked(draft)]).toEqual([false, true])
})

it.each([intakeForm, joiningForm, { id: 'added', sections: addablePages.map(({ section }) => section) }])(
  'never lets a question of $id depend on its own page and on another one, which no page could follow',
  ({ sections }) => {
    for (const section of sections as readonly Section[])
      for (const { when } of [...Object.values(section.questions), ...(section.notes ?? [])])
        if (!isConditionWithinSection(section, when))
          expect(
            listConditionQuestionNames(when).filter((name) => name in section.questions),
            section.slug,
          ).toEqual([])
  },
)

it.each(languages)(
  'says before sending that nobody can ask a person without a number, in %s',
  async (language) => {
    const readCheck = async (fields: FormFields) => {
      const parent = await createParentWithDraft({ ...intakeExamples.byOneParent.fields, ...fields })
      return parseVisiblePage(await parent.get(localisePath(language, '/intake/check/')))
    }
    const { text, links, shown } = await readCheck({ alternateName: ['June'], alternatePhone: [''] })
    const { alternateUnreached, addNumber } = noSafeChannelCheckWording
    expect(shown).toContain('alternate-unreached')
    expect(text).toContain(alternateUnreached[language])
    const href = `${localisePath(language, '/intake/reaching-you-more/')}?then=check`
    expect(links).toContainEqual({ href, text: addNumber[language] })
    for (const fields of [
      { alternatePhone: ['613 555 0199'] },
      { alternateName: [''], alternatePhone: [''] },
    ])
      expect((await readCheck({ alternateName: ['June'], ...fields })).shown).not.toContain(
        'alternate-unreached',
      )
  },
)

it.each(languages)('says why nobody is reached by what was given for both, in %s', async (language) => {
  const fields = { ...unreachable, phoneSafe: ['yes'], otherPhone: unreachable.phone }
  const parent = await createParentWithDraft(fields)
  const { text, links } = await parseVisiblePage(await parent.get(localisePath(language, '/intake/check/')))
  const { lines, shared, change } = noSafeChannelCheckWording
  const plain = (words: string) => words.replace(/\s+/g, ' ')
  expect(plain(text)).toContain(plain(shared[language]))
  expect(plain(text)).not.toContain(plain(lines[0][language]))
  const href = `${localisePath(language, '/intake/reaching-you/')}?then=check`
  expect(links).toContainEqual({ href, text: change[language] })
})

it.each(languages)(
  'promises no contact to whoever left no safe way, on any page, and says what works, in %s',
  async (language) => {
    const plain = (text: string) => text.replace(/\s+/g, ' ')
    const { received } = filePageWording.statuses
    const without = filePageWording.statuses['received-unreachable']
    const told = await readPages(unreachable, language)
    expect(told.check).toContain(plain(noSafeChannelCheckWording.lines[0][language]))
    for (const page of Object.values(told)) expect(page).not.toMatch(PROMISE_OF_CONTACT[language])
    expect(told.book).toContain(plain(practice.phone.reach))
    for (const page of [told.sent, told.file]) {
      expect(page).toContain(plain(without[language]))
      expect(page).not.toContain(plain(received[language]))
    }
    const other = await readPages(reachable, language)
    expect(other.check).not.toContain(plain(noSafeChannelCheckWording.lines[0][language]))
    for (const page of [other.sent, other.file]) {
      expect(page).toContain(plain(received[language]))
      expect(page).not.toContain(plain(without[language]))
    }
  },
)
