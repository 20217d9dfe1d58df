import {
  callAttemptChannelOptions,
  callAttemptOutcomeOptions,
} from '../../content/authorisation/call-attempts.ts'
import { appointmentKindOptions, meetingModeOptions } from '../../content/booking/meeting-modes.ts'
import {
  contactDirectionOptions,
  contactEntryChannelOptions,
  contactOutcomeOptions,
} from '../../content/file/contact-log.ts'
import { messageKindLabels } from '../../content/mail/message-kind-labels.ts'
import { getLocaleTag, type Language, type Wording } from '../../forms/language.ts'
import { attendanceWording } from '../appointments/attendance-wording.ts'
import { callEventWording } from '../file/calling/wording.ts'
import { formatDateTimeWithOffset } from '../ui/format-date.ts'
import { exportWording } from './export-wording.ts'
import type { PersonalData } from './queries.ts'

type Section = PersonalData['forms'][number]['sections'][number]
/** When something was, and what is told of it. */
type Dated = readonly [at: number | null, ...facts: readonly (Wording | null | undefined | false)[]]

/** Renders what is held of one parent as a page that stands alone, to be read or printed by whoever asked. */
export function renderExportPage(data: PersonalData, language: Language): string {
  const text = (wording: Wording) => escapeHtml(wording[language])
  const renderLine = ([at, ...facts]: Dated) =>
    `<p>${[
      at === null ? '' : formatDateTimeWithOffset(at, language),
      ...facts.flatMap((fact) => (fact ? [text(fact)] : [])),
    ].join(' · ')}</p>`
  const renderPart = (title: Wording, items: readonly string[]) =>
    items.length === 0 ? '' : `<h2>${text(title)}</h2>${items.join('')}`
  const renderForm = (at: number | null, sections: readonly Section[], note?: string | null) =>
    renderLine([at]) + (note ? `<p class="lines">${escapeHtml(note)}</p>` : '') + renderSections(sections)
  const contacts: Dated[] = [
    ...data.contacts.map(
      ({ happenedAt, direction, channel, outcome }): Dated => [
        happenedAt,
        contactDirectionOptions[direction],
        contactEntryChannelOptions[channel],
        contactOutcomeOptions[outcome],
      ],
    ),
    ...data.calls.map(
      ({ attemptedAt, channel, outcome }): Dated => [
        attemptedAt,
        callAttemptChannelOptions[channel],
        outcome && callAttemptOutcomeOptions[outcome],
      ],
    ),
    ...data.messages.map(({ createdAt, kind }): Dated => [createdAt, messageKindLabels[kind]]),
    ...data.authorisations.flatMap(({ grantedAt, withdrawnAt, declinedAt }): Dated[] => [
      [grantedAt, callEventWording.granted],
      [withdrawnAt, callEventWording.withdrawn],
      [declinedAt, callEventWording.declined],
    ]),
  ]
  const body = [
    `<h1>${text(exportWording.title)}</h1>`,
    `<p>${escapeHtml([data.reference, data.names.full, data.names.inUse].filter(Boolean).join(' · '))}</p>`,
    renderLine([data.exportedAt]),
    renderPart(exportWording.forms, [
      ...data.forms.map(({ sentAt, sections, note }) => renderForm(sentAt, sections, note)),
      ...data.authorisations.map(({ grantedAt, sections }) => renderForm(grantedAt, sections)),
      ...data.timeRequests.map(({ createdAt, sections }) => renderForm(createdAt, sections)),
    ]),
    renderPart(
      exportWording.sessions,
      data.appointments.map(({ startsAt, kind, mode, cancelledAt, outcome }) =>
        renderLine([
          startsAt,
          appointmentKindOptions[kind],
          meetingModeOptions[mode],
          cancelledAt !== null && exportWording.cancelled,
          outcome && attendanceWording[outcome],
        ]),
      ),
    ),
    renderPart(
      exportWording.letters,
      data.letters.map((letter) => renderForm(letter.sentAt, [], letter.text)),
    ),
    renderPart(
      exportWording.contacts,
      contacts
        .filter(([at]) => at !== null)
        .toSorted(([one], [other]) => Number(one) - Number(other))
        .map(renderLine),
    ),
    data.leftOut.notes + data.leftOut.talks > 0 ? `<p>${text(exportWording.leftOut)}</p>` : '',
  ]
  return `<!doctype html><html lang="${getLocaleTag(language)}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${text(exportWording.title)}</title>
<style>body{max-width:44rem;margin:1rem auto;font:1rem/1.5 sans-serif}dt{font-weight:600}dd,.lines{white-space:pre-line}</style>
${body.join('\n')}</html>`
}

const renderSections = (sections: readonly Section[]): string =>
  sections
    .map(({ title, rows }) => {
      const answered = rows.flatMap(({ label, lines }) =>
        lines.length > 0 ? `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(lines.join('\n'))}</dd>` : [],
      )
      return answered.length > 0 ? `<h3>${escapeHtml(title)}</h3><dl>${answered.join('')}</dl>` : ''
    })
    .join('')

const escapeHtml = (value: string): string =>
  value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
