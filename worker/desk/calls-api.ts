import { type Context, Hono } from 'hono'
import { validator } from 'hono/validator'
import * as z from 'zod'
import {
  orderFindings,
  outreachNextSteps,
  outreachOutcomes,
} from '../../content/authorisation/call-attempts.ts'
import { neverSaid, wordsOfCall, wordsOfMessage } from '../../content/authorisation/call-script.ts'
import type { AuthorisationAnswers } from '../../content/forms/contact-authorisation/index.ts'
import { askedMail, invitationMail } from '../../content/mail/parent-messages.ts'
import { practice } from '../../content/practice.ts'
import { appendAudit } from '../../db/audit.ts'
import {
  askAuthorisation,
  invite,
  isGateOpen,
  openOtherContact,
  openRulesOfCall,
  recordOrderRead,
  recordOutreach,
  renewFileCode,
} from '../../db/call-attempts.ts'
import type { outbox } from '../../db/schema.ts'
import { summarise } from '../../forms/summarise.ts'
import { otherContactPlace } from '../authorisation/grant.ts'
import type { Environment } from '../environment.ts'
import type { AppEnv } from '../http/context.ts'
import { contactRules } from '../intake/contact-rules.ts'
import type { EnvelopePart } from '../intake/send.ts'
import { queuedMail } from '../mail/message.ts'
import { codeId, newCode, newInvitationCode } from '../privacy/code.ts'
import { tidyCrockford } from '../privacy/crockford.ts'
import { open, type Place } from '../privacy/seal.ts'
import { body, done, eventOf, factsNow, inLanguage, onceCleared } from './file-actions.ts'
import { factsOf } from './file-facts.ts'
import { openEvidence } from './parent-calls.ts'
import { type FileEnv, fileTo, type OpenedFile } from './permissions.ts'

const side = z.enum(['initiating', 'other'])
const oneOf = <Key extends string>(among: Readonly<Record<Key, unknown>>) =>
  z.enum(Object.keys(among) as [Key])

/** `?authorisation=…`: the parent's word it is about; '' for the latest. */
const underWord = validator('query', ({ authorisation }) => ({ authorisation: String(authorisation ?? '') }))

/** Asked every few seconds by a page that has the details open, so one small statement: nothing of the file is read. */
const gateApi = new Hono<AppEnv>().get('/files/:reference/gate', underWord, async (c) => {
  const reference = tidyCrockford(c.req.param('reference'))
  const approach = {
    authorisationId: c.req.valid('query').authorisation,
    coordinator: c.get('coordinator').id,
    at: Date.now(),
  }
  return c.json({ open: await isGateOpen(c.get('env').db, reference, approach, practice.attempts) })
})

/** Calling the other parent, from asking for the go-ahead to inviting them. Only whoever leads the file does these. */
export const outreachApi = gateApi
  .post(
    '/files/:reference/authorisation',
    fileTo('approach'),
    onceCleared,
    body(z.object({ side })),
    async (c) => {
      const { db } = c.get('env')
      const opened = c.get('opened')
      const parent = parentOn(opened, c.req.valid('json').side)
      if (!parent) return c.json({ error: 409 } as const, 409)
      const mail = await askingMail(c.get('env'), opened, parent)
      const event = eventOf(c.get('coordinator'), opened, 'authorisation_asked', {
        side: parent.side,
        mailed: mail !== undefined,
      })
      const row = { id: crypto.randomUUID(), parentId: parent.id }
      if (!(await askAuthorisation(db, event, row, mail))) return c.json({ error: 409 } as const, 409)
      return c.json({ mailed: mail !== undefined, file: await factsNow(c) })
    },
  )
  .post(
    '/files/:reference/order-read',
    fileTo('approach'),
    onceCleared,
    body(z.object({ finding: oneOf(orderFindings), saidUntil: z.int() })),
    async (c) => {
      const { finding, saidUntil } = c.req.valid('json')
      const event = eventOf(c.get('coordinator'), c.get('opened'), 'order_read', { finding })
      return done(c, await recordOrderRead(c.get('env').db, event, finding, saidUntil))
    },
  )
  .post(
    '/files/:reference/other-contact',
    fileTo('approach'),
    onceCleared,
    inLanguage,
    body(z.object({ authorisation: z.string() })),
    async (c) => {
      const { db, keys } = c.get('env')
      const event = eventOf(c.get('coordinator'), c.get('opened'), 'contact_opened')
      const approach = approachOf(c, c.req.valid('json').authorisation, event.happenedAt)
      const sealed = isOfThisFile(c.get('opened'), approach.authorisationId)
        ? await openOtherContact(db, event, approach, practice.attempts)
        : undefined
      if (!sealed) return c.json({ error: 409 } as const, 409)
      const { language } = c.req.valid('query')
      const parts = await Promise.all(
        sealed.map(async ({ givenIn, id, sealed }) => {
          const place = placesOfContact[givenIn](id)
          return (await open(keys, 'otherContact', place, sealed)) as EnvelopePart
        }),
      )
      return c.json({ sections: parts.flatMap(({ asked, answers }) => summarise(asked, answers, language)) })
    },
  )
  .post(
    '/files/:reference/attempts',
    fileTo('approach'),
    onceCleared,
    body(
      z.object({
        id: z.uuid(),
        authorisation: z.string(),
        attemptedAt: z.int(),
        channel: z.literal('phone'),
        outcome: oneOf(outreachOutcomes),
        nextStep: oneOf(outreachNextSteps),
      }),
    ),
    async (c) => {
      const { authorisation, ...attempt } = c.req.valid('json')
      const { channel, outcome, nextStep } = attempt
      const event = eventOf(c.get('coordinator'), c.get('opened'), 'attempt_recorded', {
        channel,
        outcome,
        nextStep,
      })
      // A device's clock may run a little ahead; a call is never made after it is written down.
      const ahead = attempt.attemptedAt - event.happenedAt
      const attemptedAt = ahead > 0 && ahead < CLOCK_AHEAD_MS ? event.happenedAt : attempt.attemptedAt
      const row = { ...attempt, attemptedAt, authorisationId: authorisation }
      return done(c, await recordOutreach(c.get('env').db, event, row, practice.attempts))
    },
  )
  .post(
    '/files/:reference/invitation',
    fileTo('approach'),
    onceCleared,
    body(z.object({ authorisation: z.string(), email: z.email().max(254).optional() })),
    async (c) => {
      const { db, draftSecret } = c.get('env')
      const { authorisation, email } = c.req.valid('json')
      const opened = c.get('opened')
      if (!isOfThisFile(opened, authorisation)) return c.json({ error: 409 } as const, 409)
      const code = newInvitationCode()
      const mail = email && (await invitingMail(c.get('env'), opened, authorisation, code, email))
      const event = eventOf(c.get('coordinator'), opened, 'invited', { by: email ? 'e-mail' : 'read-out' })
      const made = {
        id: crypto.randomUUID(),
        codeId: await codeId(draftSecret, 'invitation', code),
        approach: approachOf(c, authorisation, event.happenedAt),
        expiresAt: event.happenedAt + practice.invitationDays * DAY,
      }
      if (!(await invite(db, event, made, mail || undefined))) return c.json({ error: 409 } as const, 409)
      return c.json({ code, expiresAt: made.expiresAt, file: await factsNow(c) })
    },
  )
  .get('/files/:reference/call-sheet', fileTo('approach'), onceCleared, underWord, async (c) => {
    const opened = c.get('opened')
    const { authorisation } = c.req.valid('query')
    const word = opened.authorisations.find(({ id, evidence }) =>
      authorisation === '' ? evidence !== null : id === authorisation,
    )
    if (!word?.evidence) return c.json({ error: 409 } as const, 409)
    const { language } = otherThan(opened, word.parentId)
    const evidence = await openedRules(c, word)
    const [rules] = evidence ? summarise(evidence.asked, evidence.answers, language) : []
    return c.json({
      file: factsOf(c.get('coordinator'), opened),
      authorisation: word.id,
      language,
      /** Without them nobody calls: the sheet is for writing down a call that was made earlier. */
      open: evidence !== undefined,
      rules: RULES_OF_CALL.flatMap((question) => rules?.rows.find((row) => row.question === question) ?? []),
      words: wordsOfCall.parts.map(({ id, title, lines }) => ({
        id,
        title: title[language],
        lines: lines.map((line) => line[language]),
      })),
      message: evidence?.answers.voicemail === 'call-back' ? wordsOfMessage[language] : null,
      never: neverSaid.lines.map((line) => line[language]),
    })
  })
  .post('/files/:reference/code', fileTo('approach'), body(z.object({ side })), async (c) => {
    const { db, draftSecret } = c.get('env')
    const opened = c.get('opened')
    const parent = parentOn(opened, c.req.valid('json').side)
    const code = newCode()
    const accessId = await codeId(draftSecret, 'file', code)
    const event = eventOf(c.get('coordinator'), opened, 'code_renewed', { side: parent?.side ?? '' })
    if (!parent || !(await renewFileCode(db, event, parent.id, accessId)))
      return c.json({ error: 409 } as const, 409)
    return c.json({ code })
  })

const DAY = 86_400_000

/** How far ahead a coordinator's clock may be. */
const CLOCK_AHEAD_MS = 5 * 60_000

const parentOn = ({ people }: OpenedFile, side: 'initiating' | 'other') =>
  people.find((parent) => parent.side === side)

const otherThan = ({ people }: OpenedFile, giver: string) => {
  const other = people.find(({ id }) => id !== giver)
  if (!other) throw new Error('A file has two parents')
  return other
}

const isOfThisFile = ({ authorisations }: OpenedFile, authorisation: string): boolean =>
  authorisations.some(({ id }) => id === authorisation)

const approachOf = (c: Context<FileEnv>, authorisationId: string, at: number) => ({
  authorisationId,
  coordinator: c.get('coordinator').id,
  at,
})

/** What a parent answered about the call, while it may be made. Opening the sheet is on record either way. */
async function openedRules(c: Context<FileEnv>, word: OpenedFile['authorisations'][number]) {
  const { db, keys } = c.get('env')
  const opening = (rules: boolean) =>
    eventOf(c.get('coordinator'), c.get('opened'), 'call_sheet_opened', { rules })
  const event = opening(true)
  const approach = approachOf(c, word.id, event.happenedAt)
  const sealed = await openRulesOfCall(db, event, approach, practice.attempts)
  if (!sealed) await appendAudit(db, opening(false))
  return sealed && openEvidence(keys, { id: word.id, ...sealed })
}

/** A parent's word is asked for by e-mail only at an address they called safe. */
async function askingMail(
  env: Environment,
  { file }: OpenedFile,
  { id, language, contact }: OpenedFile['people'][number],
): Promise<typeof outbox.$inferInsert | undefined> {
  const { keys, portalOrigin } = env
  const rules = await contactRules(env, id, contact)
  if (!rules?.email) return undefined
  const { email: to, mailSubject: subject } = rules
  const mail = { from: practice.discreetMailFrom, to, ...askedMail({ subject, portalOrigin }, language) }
  return queuedMail(keys, { fileId: file.id, kind: 'authorisation-asked', parentId: id }, mail, Date.now())
}

/** To an address the other parent gave on the phone, in their language. */
function invitingMail(
  { keys, portalOrigin }: Environment,
  opened: OpenedFile,
  authorisation: string,
  code: string,
  to: string,
) {
  const word = opened.authorisations.find(({ id }) => id === authorisation)
  const { language } = otherThan(opened, word?.parentId ?? '')
  const written = invitationMail({ subject: 'reference', code, portalOrigin }, language)
  const mail = { from: practice.discreetMailFrom, to, ...written }
  return queuedMail(keys, { fileId: opened.file.id, kind: 'invitation' }, mail, Date.now())
}

/** Where each of the sealed contact details was written. */
const placesOfContact = {
  authorisations: otherContactPlace,
  submissions: (id: string): Place => `submissions.other_contact:${id}`,
} as const

/** What a parent answered about this call, in the order a coordinator needs it. */
const RULES_OF_CALL: readonly (keyof AuthorisationAnswers)[] = [
  'callWhen',
  'callNever',
  'voicemail',
  'withheld',
]
