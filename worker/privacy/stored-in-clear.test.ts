import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { expect, it } from 'vitest'
import * as schema from '../../db/schema.ts'
import { languages, type Wording } from '../../forms/language.ts'

const pages = import.meta.glob<string>('../../content/pages/*/privacy.md', {
  eager: true,
  query: '?raw',
  import: 'default',
})

const order: Wording = {
  en: 'whether an order may forbid contact',
  fr: 'une ordonnance qui pourrait interdire tout contact',
}
const scrambled: Wording = { en: 'scrambled codes', fr: 'des codes brouillés' }
const session: Wording = { en: 'The day and time of a session', fr: 'Le jour et l’heure d’une rencontre' }
const call: Wording = {
  en: 'when we called and how each call ended',
  fr: 'quand nous avons appelé et l’issue de chaque appel',
}
const madeNote: Wording = {
  en: 'when we made a note or a reminder',
  fr: 'la date de nos notes et rappels',
}
const erased: Wording = { en: 'A file is erased by itself', fr: 'Un dossier s’efface de lui-même' }

/** How the privacy page names what a table tells of a family without a key. */
const namedByTable: Readonly<Record<string, Wording>> = {
  parents: { en: 'which of the three ways you start', fr: 'la façon dont vous commencez' },
  submissions: { en: 'which pages were added to', fr: 'des pages ajoutées après l’envoi' },
  match_tokens: scrambled,
  search_tokens: scrambled,
  authorisations: {
    en: 'when you allowed it and until when',
    fr: 'quand vous avez donné l’autorisation et jusqu’à quand',
  },
  order_readings: order,
  contact_holds: order,
  screenings: { en: 'when we talked with you alone', fr: 'de la suite de notre entretien en privé' },
  call_attempts: call,
  call_reopenings: call,
  invitations: { en: 'when the other parent was invited', fr: 'quand l’autre parent a été invité' },
  joining_codes: {
    en: 'whether you gave the other parent a code',
    fr: 'du code remis à l’autre parent',
  },
  appointments: session,
  appointment_slots: session,
  time_requests: session,
  attendances: { en: 'whether you came to a session', fr: 'votre présence aux rencontres' },
  contact_entries: { en: 'when and how we were in touch', fr: 'de nos contacts' },
  notes: madeNote,
  reminders: madeNote,
  sent_letters: { en: 'which kind of letter we wrote to you', fr: 'du genre et de la date de nos lettres' },
  file_retentions: erased,
  erasures: erased,
  outbox: { en: 'That we wrote you an e-mail', fr: 'Le fait que nous vous avons écrit' },
  audit_events: { en: 'Who did what in your file', fr: 'Qui a fait quoi dans votre dossier' },
}

const FAMILY_COLUMNS = /^(?:file|parent|appointment|authorisation)_id$/

it.each(languages)(
  'the privacy page names what each table of a family tells without a key, in %s',
  (language) => {
    const page = pages[`../../content/pages/${language}/privacy.md`]
    const tables = Object.values(schema).flatMap((table) =>
      table instanceof SQLiteTable ? [getTableConfig(table)] : [],
    )
    const ofFamily = tables.filter(({ columns }) => columns.some(({ name }) => FAMILY_COLUMNS.test(name)))
    expect(ofFamily.map(({ name }) => name).toSorted()).toEqual(Object.keys(namedByTable).toSorted())
    for (const [table, named] of Object.entries(namedByTable)) expect(page, table).toContain(named[language])
  },
)
