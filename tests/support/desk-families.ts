import { intakeForm } from '../../content/forms/intake/index.ts'
import type { TimeZone } from '../../content/time/time-zones.ts'
import {
  appointmentSlots,
  appointments,
  attendances,
  files,
  matchTokens,
  parents,
  submissions,
} from '../../db/schema.ts'
import type { Language } from '../../forms/language.ts'
import {
  type AttendanceDetails,
  sealAttendanceDetails,
} from '../../worker/booking/reserve/attendance-details.ts'
import { buildContactRulesSealContext, type ContactRules } from '../../worker/contact/contact-rules.ts'
import { sealDisplayName } from '../../worker/contact/display-name.ts'
import type { ParentSide } from '../../worker/desk/parent-side.ts'
import { parseEnvironment } from '../../worker/environment.ts'
import { pickEnvelopePart } from '../../worker/forms/envelope.ts'
import { deriveMatchTokens } from '../../worker/privacy/blind-index.ts'
import { seal } from '../../worker/privacy/seal.ts'
import { buildFileRow, buildIntakeRow, buildParentRow } from './file-rows.ts'
import { bindings } from './test-portal.ts'

const env = parseEnvironment(bindings)
const { db, keys } = env

export const parentSides = ['initiating', 'other'] as const

/** Two parents who came. Each has an address, a name, a time zone and a language that the other one must not learn. */
export const exampleParents: Readonly<
  Record<ParentSide, { rules: ContactRules & { timeZone: TimeZone }; language: Language }>
> = {
  initiating: {
    language: 'en',
    rules: {
      name: 'Ottilie Marchbanks',
      email: 'ottilie@example.com',
      mailSubject: 'documents',
      timeZone: 'America/Regina',
    },
  },
  other: {
    language: 'fr',
    rules: {
      name: 'Barnabé Quesnel',
      email: 'barnabe@example.net',
      mailSubject: 'appointment',
      timeZone: 'America/St_Johns',
    },
  },
}

interface FamilyOptions {
  readonly file?: Partial<typeof files.$inferInsert>
  /** Changes to the columns of each parent's row, and to their contact rules. */
  readonly parents?: Partial<
    Record<ParentSide, Partial<typeof parents.$inferInsert> & { rules?: ContactRules }>
  >
}

/** Inserts a file that Camille leads. Both parents came, book with her and consented to a joint appointment. */
export async function insertFamilyOfTwoParents(id: string, options: FamilyOptions = {}): Promise<void> {
  const part = pickEnvelopePart('answers', [], {})
  const buildSealedParent = async (side: ParentSide) => {
    const { rules = exampleParents[side].rules, ...columns } = options.parents?.[side] ?? {}
    return buildParentRow(id, side, {
      language: exampleParents[side].language,
      status: 'received',
      bookingCoordinatorId: 'camille-verdier',
      issuedReference: `${side} ${id}`,
      jointConsentedAt: 1,
      sealedContactRules: await seal(keys, 'answers', buildContactRulesSealContext(`${side} ${id}`), rules),
      sealedDisplayName: await sealDisplayName(
        keys,
        `${side} ${id}`,
        rules.name ? { full: rules.name } : undefined,
      ),
      ...columns,
    })
  }
  const buildSealedIntake = async (side: ParentSide) =>
    buildIntakeRow(id, side, {
      id: `intake of ${side} ${id}`,
      sealedAnswers: await seal(keys, 'answers', `submissions.sealed_answers:intake of ${side} ${id}`, part),
    })
  await db.batch([
    db.insert(files).values(buildFileRow(id, { leadCoordinatorId: 'camille-verdier', ...options.file })),
    db.insert(parents).values(await Promise.all(parentSides.map(buildSealedParent))),
    db.insert(submissions).values(await Promise.all(parentSides.map(buildSealedIntake))),
  ])
}

/** Gives the initiating parents of two files a common match token of a kind. */
export const insertSharedMatchTokens = (
  one: string,
  other: string,
  kind: (typeof matchTokens.$inferInsert)['kind'] = 'phone',
) =>
  db
    .insert(matchTokens)
    .values(
      [one, other].map((fileId) => ({ token: `${one} ${other}`, kind, fileId, side: 'initiating' as const })),
    )

/** Inserts the match tokens of an intake with these answers, by the initiating parent of a file. */
export async function insertMatchTokensOfAnswers(
  fileId: string,
  answers: Readonly<Record<string, string>>,
): Promise<void> {
  const tokens = await deriveMatchTokens(keys.index, intakeForm, answers)
  await db.insert(matchTokens).values(tokens.map((token) => ({ ...token, fileId })))
}

/** Inserts an appointment of a file, by default an individual one by video in Camille's calendar. */
export async function insertAppointmentInFile(
  fileId: string,
  id: string,
  startsAt: number,
  overrides: Partial<typeof appointments.$inferInsert> = {},
  details: Partial<AttendanceDetails> = {},
): Promise<void> {
  const endsAt = startsAt + 3_600_000
  const row = {
    ...({ id, fileId, coordinatorId: 'camille-verdier', kind: 'individual', mode: 'video' } as const),
    ...{ startsAt, endsAt, busyFrom: startsAt, busyUntil: endsAt, createdAt: 1, createdBy: 'parent' },
    ...overrides,
  }
  const attendingSides = parentSides.filter((side) => row.kind === 'joint' || side === 'initiating')
  const quarters = row.cancelledAt ? [] : [0, 1, 2, 3].map((quarter) => startsAt / 900_000 + quarter)
  const attendanceRows = await Promise.all(
    attendingSides.map(async (side) => ({
      ...{ id: `${side} at ${id}`, appointmentId: id, parentId: `${side} ${fileId}` },
      sealedDetails: await sealAttendanceDetails(env, `${side} at ${id}`, {
        timeZone: exampleParents[side].rules.timeZone,
        calendarTitle: 'busy',
        ...details,
      }),
    })),
  )
  const { coordinatorId } = row
  await db.batch([
    db.insert(appointments).values(row),
    db.insert(attendances).values(attendanceRows),
    ...quarters.map((quarter) =>
      db.insert(appointmentSlots).values({ coordinatorId, quarter, appointmentId: id }),
    ),
  ])
}
