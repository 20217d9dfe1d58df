import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import {
  callAttemptNextStepOptions,
  callAttemptOutcomeOptions,
} from '../../content/authorisation/call-attempts.ts'
import { invitationPageWording } from '../../content/authorisation/invitation.ts'
import { meetingModeOptions } from '../../content/booking/meeting-modes.ts'
import { contactOutcomeOptions } from '../../content/file/contact-log.ts'
import { closureReasonOptions } from '../../content/file/decision-reasons.ts'
import { noteKindOptions } from '../../content/file/notes.ts'
import { filePageWording } from '../../content/file/page-wording.ts'
import { screeningFindingOptions } from '../../content/file/screenings.ts'
import { getFileStageWording } from '../../content/file-stages.ts'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { joiningForm } from '../../content/forms/joining/index.ts'
import { type Coordinator, practice } from '../../content/practice.ts'
import { auditActionDefinitions } from '../../content/record/audit-actions.ts'
import {
  attendanceWording,
  cameWording,
  whetherCameWording,
} from '../../desk/appointments/attendance-wording.ts'
import { calendarViewWording } from '../../desk/appointments/wording.ts'
import { availabilityWording } from '../../desk/availability/wording.ts'
import type { FilePageName } from '../../desk/client/routes.ts'
import { fileTabWording, shellWording } from '../../desk/client/wording.ts'
import {
  fileAppointmentsWording,
  jointAppointmentStateWording,
} from '../../desk/file/appointments/wording.ts'
import { callAttemptWording } from '../../desk/file/calling/call-attempt-wording.ts'
import { gateStateWording } from '../../desk/file/calling/gate-bar-wording.ts'
import { invitationWording } from '../../desk/file/calling/invitation-wording.ts'
import { callingWording } from '../../desk/file/calling/wording.ts'
import {
  contactFormWording,
  contactLogWording,
  noteFormWording,
} from '../../desk/file/contact-log/wording.ts'
import { decisionsWording } from '../../desk/file/decisions/wording.ts'
import { parentAnswersWording } from '../../desk/file/parent-answers/wording.ts'
import { safetyAnswersWording, safetyOpeningReasonWording } from '../../desk/file/safety-answers/wording.ts'
import { screeningsWording, talkOptions } from '../../desk/file/screenings/wording.ts'
import { filesWording, fileViewWording } from '../../desk/files/wording.ts'
import { numbersWording } from '../../desk/numbers/wording.ts'
import { operationsWording } from '../../desk/operations/wording.ts'
import { buildHitCountWording } from '../../desk/search/wording.ts'
import { urgentWording } from '../../desk/ui/wording.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import type { Language, Wording } from '../../forms/language.ts'
import { checkDeskPageOnPhoneAndLaptop, openPageWithAxe } from './accessibility-check.ts'
import { administrator } from './desk-actions.ts'
import { createDeskKeyboard, type DeskKeyboard } from './desk-keyboard.ts'
import type { Journey } from './journey.ts'
import { openPage } from './open-page.ts'
import { fillAndSendFirstHalf, pageUrl, pressButton, signInAtDesk, waitForYourFile } from './page-actions.ts'
import {
  agreeToJointSession,
  authoriseCallFromConfirmation,
  openInvitation,
  sendIntakeAndOpenConfirmation,
} from './parent-actions.ts'
import { passAppointments } from './pass-time.ts'
import { createRandomFamilyFields } from './random-family.ts'

/** A file from its intake to its end. */
export const wholeFileJourneys: readonly Journey[] = [
  {
    title:
      'whole file: from an urgent intake until it is closed, the desk by keyboard alone and without a barrier',
    quickLanguage: 'en',
    take: workThroughFile,
  },
]

async function workThroughFile(language: Language): Promise<void> {
  const fields = createUrgentFields(language)
  const parent = await openPage({ javaScriptEnabled: false })
  const reference = await sendIntakeAndOpenConfirmation(parent, fields, language)
  const desk = await openDeskByKeyboard(findOnlyLeadIn('BC'), reference, language)
  await findFileFromToday(desk, fields.legalName?.[0] ?? '')
  await readFile(desk, fields)
  await logFirstContact(desk)
  await noteScreening(desk)
  await authoriseCallFromConfirmation(parent, authorisationExamples.full.fields, language)
  const code = await callAndInvite(desk)
  const other = await openPage({ javaScriptEnabled: false })
  const otherName = await comeByInvitation(other, code, language)

  await findFile(desk, otherName)
  await desk.openTab('fileSafety')
  await openSafetyAnswers(desk)
  await noteScreening(desk)
  await desk.check()
  for (const either of [parent, other]) await agreeToJointSession(either, language)
  await bookJointSession(desk)
  await passAppointments(reference)
  await noteWhoCame(desk)
  await signNote(desk)
  await readRecord(desk)
  await lookRoundAsAdministrator(reference, language)
  await closeFile(desk)
}

/** A parent who writes that it can't wait, and who is worried. Only one coordinator may lead their file. */
const createUrgentFields = (language: Language): FormFields => ({
  ...createRandomFamilyFields(intakeExamples.byOneParent.fields),
  ...{ province: ['BC'], timeZone: ['America/Vancouver'], language: [language] },
  ...{ urgency: ['today'], worried: ['yes'] },
})

function findOnlyLeadIn(province: Coordinator['provinces'][number]): Coordinator {
  const [lead, ...others] = practice.coordinators.filter(
    ({ profession, provinces }) => profession === 'mental-health' && provinces.includes(province),
  )
  if (!lead || others.length > 0) throw new Error(`There isn’t exactly one lead in ${province}`)
  return lead
}

/** The desk with somebody signed in who has no mouse, and what they see there. */
interface Desk extends DeskKeyboard {
  readonly page: Page
  readonly reference: string
  readonly language: Language
  /** Waits for words that are shown. */
  readonly waitForText: (wording: Wording) => Promise<void>
  /** Waits for the announcement with which an action ends, which has the focus. */
  readonly waitForAnnouncement: (announcement: Wording) => Promise<void>
  /** Opens a tab of the file. */
  readonly openTab: (tab: FilePageName) => Promise<void>
  /** Opens a page of the desk from the rail. */
  readonly goToPage: (title: Wording) => Promise<void>
  readonly check: () => Promise<void>
}

async function openDeskByKeyboard(
  { name }: Coordinator,
  reference: string,
  language: Language,
): Promise<Desk> {
  const page = await openPageWithAxe()
  await page.setViewportSize({ width: 1280, height: 800 })
  await signInAtDesk(page, name)
  await page.goto(pageUrl(language, '/desk/'), { waitUntil: 'networkidle' })
  const keys = createDeskKeyboard(page, language)
  return {
    ...keys,
    ...{ page, reference, language },
    waitForText: (wording) =>
      page.getByText(wording[language], { exact: true }).filter({ visible: true }).first().waitFor(),
    waitForAnnouncement: (announcement) =>
      page.locator('.status--done:focus', { hasText: announcement[language] }).waitFor(),
    openTab: async (tab) => {
      const link = page
        .locator('.tabs')
        .getByRole('link', { name: fileTabWording[tab][language], exact: true })
      await keys.enter(link)
      await link.and(page.locator('[aria-current]')).waitFor()
    },
    goToPage: async (title) => {
      await keys.followLink(title, page.locator('.rail__links'))
      await page.getByRole('heading', { level: 1, name: title[language] }).waitFor()
      await page.waitForLoadState('networkidle')
    },
    check: () => checkDeskPageOnPhoneAndLaptop(page),
  }
}

async function findFileFromToday(desk: Desk, name: string): Promise<void> {
  const { page, reference, language } = desk
  const row = page.locator('.today__group--new .today__row', { hasText: reference })
  await row.getByText(urgentWording[language]).waitFor()
  await desk.check()
  await findFile(desk, name, desk.check)
}

/** Finds the file by a name, and opens it. */
async function findFile(desk: Desk, name: string, checkFound?: () => Promise<void>): Promise<void> {
  const { page, reference, language } = desk
  await desk.press('/')
  await page.keyboard.type(name)
  await desk.press('Enter')
  await desk.waitForText(buildHitCountWording(1, false))
  await checkFound?.()
  await desk.press('ArrowDown')
  await desk.press('Enter')
  await page.waitForURL(pageUrl(language, `/desk/files/${reference}/`))
  await page.locator('.overview__parent').first().waitFor()
}

/** Opens every part of what the parent wrote, the safety answers for a reason. */
async function readFile(desk: Desk, { legalName }: FormFields): Promise<void> {
  const { page, language } = desk
  expect(await page.locator('.file-strip__state').textContent()).toContain(
    getFileStageWording('new')[language],
  )
  await page.locator('.file-strip .urgent').waitFor()
  await desk.check()
  await desk.openTab('fileIntake')
  await desk.waitForText(parentAnswersWording.openingRecorded)
  expect(await page.locator('.parent').textContent()).toContain(legalName?.[0])
  await desk.check()
  await desk.openTab('fileSafety')
  await openSafetyAnswers(desk)
  await desk.check()
}

async function openSafetyAnswers(desk: Desk): Promise<void> {
  await desk.choose(safetyOpeningReasonWording.screening)
  await desk.pressButton(safetyAnswersWording.open)
  await desk.waitForText(safetyAnswersWording.opened)
}

async function logFirstContact(desk: Desk): Promise<void> {
  const { page, language } = desk
  const dialog = page.locator('dialog.dialog')
  await desk.press('l')
  await desk.choose(contactOutcomeOptions.reached, dialog)
  await desk.type(dialog.getByLabel(contactFormWording.note[language]), 'Kanari 31')
  await desk.check()
  await desk.pressButton(contactFormWording.save, dialog)
  await desk.waitForAnnouncement(contactFormWording.saved)
  await page.locator('.file-strip__state', { hasText: getFileStageWording('open')[language] }).waitFor()
}

/** Notes that a talk with a parent alone found that they can go ahead: the first one that isn’t noted yet. */
async function noteScreening(desk: Desk): Promise<void> {
  const { page, language } = desk
  await desk.openTab('fileSafety')
  await desk.enter(page.locator('summary', { hasText: screeningsWording.note[language] }))
  await desk.choose(talkOptions.held)
  await desk.choose(meetingModeOptions.phone)
  await desk.choose(screeningFindingOptions['go-ahead'])
  await desk.pressButton(screeningsWording.save)
  await desk.waitForAnnouncement(screeningsWording.saved)
}

/** Calls the other parent from the call sheet, and makes an invitation; gives its code. */
async function callAndInvite(desk: Desk): Promise<string> {
  const { page } = desk
  await desk.openTab('fileContact')
  await desk.followLink(callingWording.sheetOpen)
  await desk.waitForText(gateStateWording.open)
  await desk.pressButton(callAttemptWording.callingNow)
  await desk.choose(callAttemptOutcomeOptions.interested)
  await desk.choose(callAttemptNextStepOptions.invite)
  await desk.check()
  await desk.pressButton(callAttemptWording.save)
  await desk.waitForAnnouncement(callAttemptWording.done)
  await desk.pressButton(invitationWording.make)
  const code = page.locator('.code__letters')
  await code.waitFor()
  await desk.check()
  return (await code.textContent()) ?? ''
}

/** Comes by an invitation, sends the first half of a form of their own, and opens “Your file”; gives the name sent. */
async function comeByInvitation(other: Page, code: string, language: Language): Promise<string> {
  const own = createRandomFamilyFields(intakeExamples.briefByOneParent.fields)
  await openInvitation(other, code, language)
  await pressButton(other, invitationPageWording.start[language])
  await other.waitForURL(pageUrl(language, '/joining/start/'))
  await fillAndSendFirstHalf(other, { ...own, province: ['BC'] }, language, joiningForm)
  await pressButton(other, filePageWording.openButton[language])
  await waitForYourFile(other, language)
  return own.legalName?.[0] ?? ''
}

/** Books the first free time for both parents from inside the file, and finds it in the calendar. */
async function bookJointSession(desk: Desk): Promise<void> {
  const { page, reference, language } = desk
  const form = page.locator('form.book')
  await desk.openTab('fileSessions')
  await desk.waitForText(jointAppointmentStateWording.possible)
  await desk.choose(fileAppointmentsWording.both, form)
  // Each way to meet has its length beside it, and each free time is one of its own.
  await desk.chooseRadio(form.getByRole('radio', { name: meetingModeOptions.video[language] }))
  const freeTimes = form.getByRole('group', { name: fileAppointmentsWording.nextFreeTimes[language] })
  await desk.chooseRadio(freeTimes.getByRole('radio').first())
  await desk.check()
  await desk.pressButton(fileAppointmentsWording.bookNow)
  await page.locator('li.appointment--to-come').first().waitFor()
  await desk.check()
  await desk.goToPage(shellWording.calendar)
  await page.locator('.hour-grid').waitFor()
  await desk.check()
  await desk.followLink(calendarViewWording.list)
  await page.locator('li.appointment', { hasText: reference }).waitFor()
  await desk.check()
}

/** Opens the file from Today, which asks whether the parents came, and notes it of each. */
async function noteWhoCame(desk: Desk): Promise<void> {
  const { page, reference, language } = desk
  await desk.goToPage(shellWording.today)
  await desk.openRow(page.locator('.today__row', { hasText: reference }))
  await page.waitForURL(pageUrl(language, `/desk/files/${reference}/sessions/`))
  for (const side of ['initiating', 'other'] as const) {
    const question = page.getByRole('group', { name: whetherCameWording[side][language] })
    await desk.pressButton(attendanceWording.attended, question)
    await desk.waitForText(cameWording[side].attended)
  }
  await desk.check()
}

async function signNote(desk: Desk): Promise<void> {
  const { page, language } = desk
  await desk.openTab('fileContact')
  await desk.pressButton(contactLogWording.writeNote)
  await desk.type(page.getByLabel(noteFormWording.text[language], { exact: true }), 'Kanari 47')
  await desk.choose(noteKindOptions.session)
  await desk.pressButton(noteFormWording.sign)
  await desk.check()
  await desk.pressButton(noteFormWording.signNow)
  await desk.waitForAnnouncement(noteFormWording.signed)
  await desk.check()
}

/** Finds everything that was done in the record, and nothing that was written. */
async function readRecord(desk: Desk): Promise<void> {
  const { page, language } = desk
  await desk.openTab('record')
  await page.locator('.record-events').waitFor()
  const record = await page.locator('.record-events').textContent()
  for (const action of recordedActions) expect(record).toContain(auditActionDefinitions[action][language])
  expect(record).not.toContain('Kanari')
  await desk.check()
}

const recordedActions = [
  ...['intake_sent', 'overview_read', 'answers_read', 'safety_answers_read', 'contact_logged'],
  ...['screening_noted', 'authorisation_granted', 'call_sheet_read', 'call_attempt_recorded'],
  ...[
    'invitation_created',
    'joint_consent_given',
    'appointment_booked',
    'appointment_attended',
    'note_signed',
  ],
] as const

/** Opens each page of the desk that isn’t about a file. */
async function lookRoundAsAdministrator(reference: string, language: Language): Promise<void> {
  const desk = await openDeskByKeyboard(administrator, reference, language)
  for (const [title, shown] of [
    [shellWording.numbers, numbersWording.load],
    [shellWording.files, filesWording.nextStep],
    [shellWording.settings, availabilityWording.save],
    [shellWording.operations, operationsWording.keyTable],
  ] as const) {
    await desk.goToPage(title)
    await desk.waitForText(shown)
    await desk.check()
  }
}

/** Closes the file, which is then among the closed ones and in nobody’s day. */
async function closeFile(desk: Desk): Promise<void> {
  const { page, reference } = desk
  await desk.openTab('file')
  await desk.enter(page.locator('details.decisions > summary'))
  await desk.pressButton(decisionsWording.close)
  await desk.choose(closureReasonOptions.finished)
  await desk.check()
  await desk.pressButton(decisionsWording.closeNow)
  await desk.waitForAnnouncement(decisionsWording.closeDone)
  await desk.check()
  await desk.goToPage(shellWording.files)
  await desk.followLink(fileViewWording.closed)
  await page.locator('.files').getByRole('link', { name: reference }).waitFor()
  await desk.check()
  await desk.goToPage(shellWording.today)
  expect(await page.locator('.today__row', { hasText: reference }).count()).toBe(0)
}
