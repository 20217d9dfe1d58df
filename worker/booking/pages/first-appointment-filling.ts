import { writtenSession } from '../../../content/time/local-time.ts'
import type { OwnFile } from '../../../db/parent-file.ts'
import type { Language } from '../../../forms/language.ts'
import type { Environment } from '../../environment.ts'
import { openDetails } from '../reserve/attendance-details.ts'
import { standingOf } from '../reserve/own-appointment.ts'

/** Where a parent's first session stands, as it fills “Your file”; it depends on their own sessions alone. */
export async function sessionOf(env: Environment, own: OwnFile, language: Language, now: number) {
  const standing = standingOf(own, now)
  switch (standing.state) {
    case 'none':
      return { slots: {}, shown: [] }
    case 'booked': {
      const { attendanceId, details, startsAt } = standing.session
      const { timeZone } = await openDetails(env, attendanceId, details)
      return {
        slots: { 'session-when': writtenSession(startsAt, timeZone, language) },
        shown: ['session-booked'],
      }
    }
    case 'past':
      return { slots: {}, shown: ['session-past'] }
    case 'open':
      return { slots: {}, shown: [own.request ? 'session-requested' : 'session-open'] }
  }
}
