import { expect, it } from 'vitest'
import { languages } from '../../forms/language.ts'
import {
  composeFileNewsMessage,
  composeHeldMessagesMessage,
  composeNewFileMessage,
  composeParentMessage,
} from '../../tests/support/expected-messages.ts'
import { intakeRouteOptions } from '../file/routes.ts'
import { writeApprovalLetter } from './approval-message.ts'
import { composeMessageFromLetter } from './compose-message.ts'
import { writeDailyDigestLetter } from './daily-digest-message.ts'
import { fileNewsKindKeys } from './file-news-message.ts'
import { mailSubjectOptions } from './mail-subjects.ts'
import { newFileStates } from './new-file-message.ts'
import { writeOperationsLetter } from './operations-message.ts'
import { parentMessageKindKeys } from './parent-messages.ts'
import { composePrintedLetter, type PrintedLetter, printLetter } from './printed-letter.ts'
import { printedLetters } from './printed-letters.ts'
import { writeAnchorLetter, writeBrokenRecordLetter } from './record-messages.ts'

const portalOrigin = 'https://lantern-street.example.com'
const file = { reference: 'K7Q4-9MX2', portalOrigin }
/** Facts of every letter to a parent. The day has lines, and signs that HTML escapes. */
const told = {
  ...{ code: 'A-K7Q4-9MX2-PT5H-W3ZC', lastDay: 'January 21, 2027', reference: 'Z9Z9-Z9Z9' },
  when: 'Monday\n9:00 a.m. < 10:00 a.m.\n"{code}" & more',
}

it.each(languages)(
  'says with its facts filled in what is said when they are known from the start (%s)',
  (language) => {
    const { toParents, newFile, fileNews, fileNewsToStandIn, approval, heldMessages, brokenRecord, anchor } =
      printedLetters
    const digest = { newFiles: '2 (K7Q4-9MX2, M3X8-41TB)', otherNews: '0', portalOrigin }
    expect(composePrintedLetter(printedLetters.dailyDigest[language], digest)).toEqual(
      composeMessageFromLetter(writeDailyDigestLetter(digest, language)),
    )
    for (const kind of parentMessageKindKeys) {
      const subject = mailSubjectOptions.documents[language]
      expect(
        composePrintedLetter(toParents[kind][language] as PrintedLetter<object>, {
          ...told,
          subject,
          portalOrigin,
        }),
      ).toEqual(composeParentMessage(kind, told, { subject: 'documents', portalOrigin }, language))
    }
    for (const state of newFileStates)
      for (const isUrgent of [true, false])
        expect(
          composePrintedLetter(newFile[isUrgent ? 'urgent' : 'ordinary'][state][language], {
            ...file,
            route: intakeRouteOptions.consent[language],
          }),
        ).toEqual(composeNewFileMessage({ ...file, route: 'consent', state, isUrgent }, language))
    for (const news of fileNewsKindKeys)
      expect(composePrintedLetter(fileNews[news][language], file)).toEqual(
        composeFileNewsMessage({ ...file, news }, language),
      )
    for (const news of fileNewsKindKeys)
      expect(composePrintedLetter(fileNewsToStandIn[news][language], file)).toEqual(
        composeFileNewsMessage({ ...file, news, isStandIn: true }, language),
      )
    const decision = { ...file, decision: 'Lift a hold' }
    expect(composePrintedLetter(approval[language], decision)).toEqual(
      composeMessageFromLetter(writeApprovalLetter(decision, language)),
    )
    const held = { held: 12, unread: 0, portalOrigin }
    expect(composePrintedLetter(heldMessages[language], held)).toEqual(
      composeHeldMessagesMessage(held, language),
    )
    const operations = { checks: 'Jobs, Keys', portalOrigin }
    expect(composePrintedLetter(printedLetters.operations[language], operations)).toEqual(
      composeMessageFromLetter(writeOperationsLetter(operations, language)),
    )
    expect(composePrintedLetter(brokenRecord[language], file)).toEqual(
      composeMessageFromLetter(writeBrokenRecordLetter(file, language)),
    )
    for (const brokenFiles of [0, 3]) {
      const day = { line: '2026-11-30 1 2', brokenFiles, portalOrigin }
      const isAltered = brokenFiles > 0
      expect(composePrintedLetter(anchor[isAltered ? 'altered' : 'whole'][language], day)).toEqual(
        composeMessageFromLetter(writeAnchorLetter({ ...day, isAltered }, language)),
      )
    }
  },
)

it('leaves no gap open, and fills none that a fact seems to have', () => {
  const printed = printLetter((facts: { readonly code: string }) => ({
    subject: 'A code',
    language: 'en',
    lines: [`It is ${facts.code}.`],
    link: { href: 'https://lantern-street.example.com/code/' },
  }))
  expect(composePrintedLetter(printed, { code: '{code}' }).text).toContain('It is {code}.')
  expect(() => composePrintedLetter(printed, {} as { code: string })).toThrow('“code”')
})
