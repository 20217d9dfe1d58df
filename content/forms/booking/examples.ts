import { type FormExample, toFormFields } from '../../../forms/example.ts'

export const bookingExamples = {
  plain: {
    title: 'A video call, the calendar says “Appointment”',
    fields: toFormFields({
      way: 'video',
      timeZone: 'America/Toronto',
      calendarTitle: 'appointment',
      preferredParts: ['any'],
      preferredTimes: '',
    }),
  },
  full: {
    title: 'In person, nothing in the calendar, wishes filled in',
    fields: toFormFields({
      way: 'in-person',
      timeZone: 'America/Vancouver',
      calendarTitle: 'none',
      preferredParts: ['mornings', 'evenings'],
      preferredWays: ['phone', 'in-person'],
      preferredTimes: 'Tuesdays after 6 p.m.\nNever on Wednesdays, when the children are with me.',
    }),
  },
  mistakes: {
    title: 'Something to mend in every question',
    fields: toFormFields({
      way: 'by letter',
      timeZone: 'Europe/Nowhere',
      calendarTitle: '',
      preferredParts: [],
      preferredWays: ['by letter'],
      preferredTimes: 'x'.repeat(1001),
    }),
  },
} as const satisfies Record<string, FormExample>
