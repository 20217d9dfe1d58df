import { buildByLanguage, type Language } from '../../forms/language.ts'
import { writeApprovalLetter } from './approval-message.ts'
import type { CoordinatorMessageFacts } from './coordinator-message.ts'
import { writeDailyDigestLetter } from './daily-digest-message.ts'
import { fileNewsKindKeys, writeFileNewsLetter } from './file-news-message.ts'
import { writeHeldMessagesLetter } from './held-messages-message.ts'
import type { Letter } from './letter-html.ts'
import { type NewFileMessageFacts, newFileStates, writeNewFileLetter } from './new-file-message.ts'
import { writeOperationsLetter } from './operations-message.ts'
import {
  type ParentLetterFacts,
  type ParentMessageKind,
  parentMessageKindKeys,
  writeParentLetter,
} from './parent-messages.ts'
import { type PrintedLetter, printLetter } from './printed-letter.ts'
import { writeAnchorLetter, writeBrokenRecordLetter } from './record-messages.ts'

/** Prints a letter in every language. */
const print = <Facts>(write: (facts: Facts, language: Language) => Letter) =>
  buildByLanguage((language) => printLetter<Facts>((facts) => write(facts, language)))

/** Prints a letter for each of several kinds. */
const printEach = <Kind extends string, Facts>(
  kinds: readonly Kind[],
  write: (kind: Kind, facts: Facts, language: Language) => Letter,
) =>
  Object.fromEntries(
    kinds.map((kind) => [kind, print<Facts>((facts, language) => write(kind, facts, language))]),
  ) as unknown as Readonly<Record<Kind, Readonly<Record<Language, PrintedLetter<Facts>>>>>

// Facts are named one by one below, as nothing lists the gaps that stand in their place.

const printNewFile = (isUrgent: boolean) =>
  printEach(
    newFileStates,
    (state, { reference, portalOrigin, route }: Omit<NewFileMessageFacts, 'state' | 'isUrgent'>, language) =>
      writeNewFileLetter({ reference, portalOrigin, route, state, isUrgent }, language),
  )

const printFileNews = (isStandIn: boolean) =>
  printEach(fileNewsKindKeys, (news, { reference, portalOrigin }: CoordinatorMessageFacts, language) =>
    writeFileNewsLetter({ reference, portalOrigin, news, isStandIn }, language),
  )

const printAnchor = (isAltered: boolean) =>
  print(
    (
      { line, brokenFiles, portalOrigin }: Omit<Parameters<typeof writeAnchorLetter>[0], 'isAltered'>,
      language,
    ) => writeAnchorLetter({ line, brokenFiles, portalOrigin, isAltered }, language),
  )

/** Every letter of the outbox as it is printed, by kind, by what it says and by language. */
export const printedLetters = {
  toParents: printEach(parentMessageKindKeys, (kind, facts: never, language) =>
    writeParentLetter(kind, facts, facts, language),
  ) as unknown as {
    readonly [Kind in ParentMessageKind]: Readonly<Record<Language, PrintedLetter<ParentLetterFacts<Kind>>>>
  },
  newFile: { ordinary: printNewFile(false), urgent: printNewFile(true) },
  fileNews: printFileNews(false),
  fileNewsToStandIn: printFileNews(true),
  approval: print(writeApprovalLetter),
  dailyDigest: print(writeDailyDigestLetter),
  heldMessages: print(writeHeldMessagesLetter),
  operations: print(writeOperationsLetter),
  brokenRecord: print(writeBrokenRecordLetter),
  anchor: { whole: printAnchor(false), altered: printAnchor(true) },
} as const
