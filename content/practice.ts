import * as z from 'zod/mini'
import { languages } from '../forms/language.ts'
import { provinceNamesByAbbreviation } from '../forms/provinces.ts'
import { availabilitySchema } from './booking/availability.ts'

const wordingSchema = z.object({ en: z.string().check(z.minLength(1)), fr: z.string().check(z.minLength(1)) })
const provinceSchema = z.enum(
  Object.keys(provinceNamesByAbbreviation) as [keyof typeof provinceNamesByAbbreviation],
)

/** A local time: `09:00`. */
const clockSchema = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))

/** A number as people dial it, in the groups of `formatPhone`, or a host name. It never breaks across lines. */
const reachSchema = z.pipe(
  z.string(),
  z.transform((reach) => reach.replaceAll(' ', '\u00a0')),
)

const parseCrisisLines = (lines: readonly unknown[]) => {
  const crisisLineSchema = z.object({
    name: wordingSchema,
    reach: reachSchema,
    href: z.string().check(z.regex(/^(tel|https):/)),
    note: wordingSchema,
    /** The languages in which it answers. Pages show the lines in the reader’s language first. */
    languages: z.array(z.enum(languages)).check(z.minLength(1)),
    /** The provinces it serves; empty for all of Canada. */
    provinces: z.array(provinceSchema),
    /** The day on which somebody last called or opened it and found that it answers. */
    checkedOn: z.iso.date(),
  })
  return z.array(crisisLineSchema).parse(lines)
}

const parseLeaveTo = (settings: unknown) => z.object({ en: z.url(), fr: z.url() }).parse(settings)

const parseFees = (settings: unknown) => wordingSchema.parse(settings)

const parseLateCancellation = (settings: unknown) => z.optional(wordingSchema).parse(settings)

const parseSessionPayer = (settings: unknown) =>
  z.object({ individual: wordingSchema, joint: wordingSchema }).parse(settings)

const coordinatorSchema = z.object({
  id: z.string().check(z.regex(/^[a-z-]+$/)),
  name: z.string(),
  credentials: wordingSchema,
  email: z.email(),
  profession: z.enum(['mental-health', 'law']),
  languages: z.array(z.enum(languages)).check(z.minLength(1)),
  provinces: z.array(provinceSchema).check(z.minLength(1)),
  /** When they meet families, in their own time zone, until they change it at the desk. */
  availability: availabilitySchema,
  /** The number of open files they can carry. */
  capacity: z.int().check(z.positive()),
  /** Whether they see every file and assign those that fit nobody. */
  administrator: z._default(z.boolean(), false),
  /** Whether they answer people who ask what the practice holds about them, and see what will be erased. At least one does. */
  privacyOfficer: z._default(z.boolean(), false),
  /**
   * The day on which they left the practice. Whoever left stays in the settings, so that the record names them: they sign in no
   * more, get no e-mail and no file, and the files that they led wait for an administrator to give them to somebody.
   */
  leftOn: z.optional(z.iso.date()),
})
export type Coordinator = Omit<z.infer<typeof coordinatorSchema>, 'leftOn'>

const parseRetentionSources = (sources: unknown) => z.array(retentionSourceSchema).parse(sources)

const retentionSourceSchema = z.object({
  /** Who asks for how long. */
  source: wordingSchema,
  /** The day on which somebody of the practice last read it. */
  checkedOn: z.iso.date(),
})

/** A rule by which a closed file is stored. Where several apply, the longest wins. */
const retentionRuleSchema = z.object({
  /** What its years count from: the closing, the birthday of the youngest child at an age, or the newest note of a decision. */
  from: z.enum(['closing', 'birthday', 'decision']),
  /** That age; only with `birthday`. */
  age: z._default(z.int(), 0),
  years: z.int(),
  /** The provinces whose families it is about; empty for all. A family whose province is not known counts as one of them. */
  provinces: z._default(z.array(provinceSchema), []),
})
export type RetentionRule = z.infer<typeof retentionRuleSchema>

/** Most numbers are checked here only for being whole: a build and a deployment demand the ranges of `dev/find-setting-faults.ts`. */
const practiceSchema = z.object({
  name: z.string(),
  /** The words that follow the name in a sentence and on the masthead. */
  descriptor: wordingSchema,
  phone: z.object({
    reach: reachSchema,
    href: z.string().check(z.startsWith('tel:')),
  }),
  /** When somebody answers that number, as a sentence. */
  phoneHours: wordingSchema,
  /** The same as data: from Monday to Friday, except on public holidays, at these local times. */
  phoneAnswered: z.object({ from: clockSchema, until: clockSchema, timeZone: z.string() }),
  email: z.email(),
  /** The sender of e-mail to coordinators. Its domain is verified with the mail provider. */
  mailFrom: z.string(),
  /** The sender of e-mail to parents, which tells nothing of what the practice does. */
  discreetMailFrom: z.string(),
  provinces: z.array(provinceSchema).check(z.minLength(1)),
  /** Whether a mental-health professional leads each file and a lawyer assists. */
  worksInPairs: z.boolean(),
  /** Whether a family may start without any parenting document. */
  takesFamiliesWithoutDocument: z.boolean(),
  /** Dollars for an hour, before tax. */
  hourlyFee: z.number().check(z.positive()),
  /** Working days within which somebody answers a new intake. */
  answersWithinDays: z.int(),
  /** Where families meet a coordinator in person. */
  office: wordingSchema,
  /** The provinces whose families can get there. Others are offered no time in person, unless a coordinator agrees on one. */
  officeProvinces: z.array(provinceSchema).check(z.minLength(1)),
  /** Working days before a session until which a parent can move or cancel it without calling, and without charge. */
  changeWorkingDays: z.int(),
  /** Minutes for which a chosen time is held while a parent looks it over. */
  holdMinutes: z.int(),
  /** Hours before a session at which a parent is reminded of it. */
  reminderHours: z.int(),
  /** The most calls to the other parent under one authorisation. */
  attempts: z.int(),
  /** Days for which the other parent can begin with the code of an invitation. */
  invitationDays: z.int(),
  /**
   * The most intakes that wait until somebody reads them, far more than a practice receives. When as many wait, no other
   * can be sent until some were read or closed.
   */
  unreadIntakes: z.int().check(z.positive()),
  /**
   * Weeks that the desk’s numbers count together. A practice that receives five intakes a week by each route sets it to 1; one
   * that receives fewer would see nothing by the week (decision 139). Who changes it later can compare the two.
   */
  weeksCountedTogether: z.int().check(z.positive()),
  /**
   * For how long what families told is stored (decision 159). The privacy page, the pages and cookies of a form and the scheduled
   * work follow it.
   */
  retention: z.object({
    /** Days for which a form that was not sent is stored after its last save. Browsers store its cookie for 400 days at most. */
    draftDays: z.int(),
    /** The rules for a file that a coordinator took. */
    closedFiles: z.array(retentionRuleSchema).check(z.minLength(1)),
    /** Months after closing for a file that nobody took: withdrawn early, declined unread or not genuine. */
    untakenFileMonths: z.int(),
    /**
     * Months for which the desk tells that an e-mail was sent, cancelled or given up. Its text goes when it is sent, and one that
     * could still be sent stays until somebody decides.
     */
    messageMonths: z.int(),
    /**
     * Days for which Cloudflare stores the portal’s log on the paid plan, without which nothing is deployed; nothing here changes
     * it. Source: developers.cloudflare.com/workers/observability/logs/workers-logs, “Limits”.
     */
    logDays: z.literal(7),
    /** Days for which the desk shows what will be erased before the portal erases it by itself. */
    previewDays: z.int(),
  }),
  coordinators: z.array(coordinatorSchema).check(z.minLength(1)),
})

const HOURLY_FEE = 280

/** Parses the settings of a practice, and sets those apart who have left it. */
export function parsePractice(settings: z.input<typeof practiceSchema>) {
  const { coordinators, ...practice } = practiceSchema.parse(settings)
  return {
    ...practice,
    /** Those who work here. */
    coordinators: coordinators.filter(({ leftOn }) => leftOn === undefined) as Coordinator[],
    /** Those who have left, in the order of the settings. */
    formerCoordinators: coordinators.flatMap(({ id, name, leftOn }) =>
      leftOn ? [{ id, name, leftOn }] : [],
    ),
  }
}

/** The same hours on some days; 1 is Monday. */
const hoursOn = (weekdays: readonly number[], from: string, until: string) =>
  weekdays.map((weekday) => ({ weekday, from, until }))
/** The availability of the coordinators until each sets their own. */
const sharedAvailability = {
  closed: [],
  extra: [],
  minutesBefore: 0,
  minutesAfter: 15,
  minutesApart: 30,
  noticeHours: 24,
  daysAhead: 60,
  offered: {
    video: { individual: 60, joint: 90 },
    phone: { individual: 60, joint: 90 },
    'in-person': { individual: 60, joint: 90 },
  },
  mostADay: 5,
} as const satisfies Partial<z.input<typeof availabilitySchema>>

/**
 * The settings of the practice, parsed when the site is built and when the worker starts. These belong to a fictional
 * example: replace every value, dial every crisis line yourself before you date it, and have the words reviewed by your
 * own counsel. `npm run practice:new` asks for most of them. Evenhand has no licence (README.md): ask its owners before a
 * practice uses it.
 */
export const practice = /* @__PURE__ */ parsePractice({
  name: 'Lantern Street',
  descriptor: { en: 'Parenting coordination', fr: 'Coordination parentale' },
  phone: { reach: '416 555 0100', href: 'tel:+14165550100' },
  phoneHours: {
    en: 'Someone answers on weekdays from 9 a.m. to 5 p.m., Eastern time.',
    fr: 'Nous répondons en semaine de 9 h à 17 h, heure de l’Est.',
  },
  phoneAnswered: { from: '09:00', until: '17:00', timeZone: 'America/Toronto' },
  email: 'hello@lantern-street.example.com',
  mailFrom: 'Lantern Street <intake@lantern-street.example.com>',
  discreetMailFrom: 'L. S. Office <office@ls-office.example.com>',
  provinces: ['ON', 'BC'],
  worksInPairs: true,
  takesFamiliesWithoutDocument: true,
  hourlyFee: HOURLY_FEE,
  answersWithinDays: 3,
  officeProvinces: ['ON'],
  office: { en: '20 Lantern Street, Toronto', fr: '20, rue Lantern, Toronto' },
  changeWorkingDays: 2,
  holdMinutes: 10,
  reminderHours: 48,
  attempts: 4,
  invitationDays: 14,
  unreadIntakes: 200,
  weeksCountedTogether: 4,
  retention: {
    draftDays: 28,
    closedFiles: [
      { from: 'closing', years: 10 },
      { from: 'birthday', age: 18, years: 10 },
      { from: 'decision', years: 10, provinces: ['ON'] },
    ],
    untakenFileMonths: 24,
    messageMonths: 13,
    logDays: 7,
    previewDays: 60,
  },
  coordinators: [
    {
      id: 'robin-ashdown',
      name: 'Robin Ashdown',
      credentials: { en: 'Social worker, MSW, RSW', fr: 'Travail social, M.S.S., TSI' },
      email: 'robin@lantern-street.example.com',
      profession: 'mental-health',
      languages: ['en', 'fr'],
      provinces: ['ON'],
      availability: {
        ...sharedAvailability,
        timeZone: 'America/Toronto',
        weekly: [
          ...hoursOn([1, 2, 3, 4, 5], '09:00', '12:00'),
          ...hoursOn([1, 2, 3, 4, 5], '13:00', '16:30'),
        ],
      },
      capacity: 12,
      administrator: true,
    },
    {
      id: 'camille-verdier',
      name: 'Camille Verdier',
      credentials: { en: 'Psychologist', fr: 'Psychologue' },
      email: 'camille@lantern-street.example.com',
      profession: 'mental-health',
      languages: ['fr', 'en'],
      provinces: ['ON', 'BC'],
      availability: {
        ...sharedAvailability,
        timeZone: 'America/Toronto',
        weekly: [...hoursOn([1, 2, 3, 4, 5], '10:00', '13:00'), ...hoursOn([2], '17:00', '20:00')],
      },
      capacity: 10,
    },
    {
      id: 'jules-hartwell',
      name: 'Jules Hartwell',
      credentials: { en: 'Lawyer and arbitrator', fr: 'Droit et arbitrage' },
      email: 'jules@lantern-street.example.com',
      profession: 'law',
      languages: ['en', 'fr'],
      provinces: ['ON', 'BC'],
      availability: {
        ...sharedAvailability,
        timeZone: 'America/Vancouver',
        weekly: hoursOn([1, 2, 3, 4, 5], '09:00', '15:00'),
        offered: { video: sharedAvailability.offered.video, phone: sharedAvailability.offered.phone },
      },
      capacity: 8,
      privacyOfficer: true,
    },
  ],
})

/**
 * The crisis lines, in the order in which pages show them. They stand apart from the other settings because the worker, which
 * has no use for them, leaves out what it does not import.
 */
export const crisisLines = /* @__PURE__ */ parseCrisisLines([
  {
    name: { en: 'Emergency', fr: 'Urgence' },
    reach: '911',
    href: 'tel:911',
    note: {
      en: 'If you or a child is in danger now',
      fr: 'Si vous ou un enfant êtes en danger maintenant',
    },
    languages: ['en', 'fr'],
    provinces: [],
    checkedOn: '2026-11-01',
  },
  {
    name: { en: 'Suicide Crisis Helpline', fr: 'Ligne d’aide en cas de crise de suicide' },
    reach: '9-8-8',
    href: 'tel:988',
    note: { en: 'Call or text, day and night', fr: 'Par téléphone ou par texto, jour et nuit' },
    languages: ['en', 'fr'],
    provinces: [],
    checkedOn: '2026-11-01',
  },
  {
    name: { en: 'Kids Help Phone', fr: 'Jeunesse, J’écoute' },
    reach: '1 800 668 6868',
    href: 'tel:+18006686868',
    note: { en: 'For children and teenagers', fr: 'Pour les enfants et les adolescents' },
    languages: ['en', 'fr'],
    provinces: [],
    checkedOn: '2026-11-01',
  },
  {
    name: { en: 'Assaulted Women’s Helpline', fr: 'Assaulted Women’s Helpline' },
    reach: '1 866 863 0511',
    href: 'tel:+18668630511',
    note: { en: 'Ontario, in English, day and night', fr: 'Ontario, en anglais, jour et nuit' },
    languages: ['en'],
    provinces: ['ON'],
    checkedOn: '2026-11-01',
  },
  {
    name: { en: 'Fem’aide', fr: 'Fem’aide' },
    reach: '1 877 336 2433',
    href: 'tel:+18773362433',
    note: { en: 'Ontario, in French', fr: 'Ontario, en français' },
    languages: ['fr'],
    provinces: ['ON'],
    checkedOn: '2026-11-01',
  },
  {
    name: { en: 'Victim Support Line', fr: 'Ligne d’aide aux victimes' },
    reach: '1 888 579 2888',
    href: 'tel:+18885792888',
    note: {
      en: 'Ontario, women and men: finds help near you',
      fr: 'Ontario, femmes et hommes : oriente vers de l’aide près de chez vous',
    },
    languages: ['en', 'fr'],
    provinces: ['ON'],
    checkedOn: '2026-11-01',
  },
  {
    name: { en: 'VictimLinkBC', fr: 'VictimLinkBC' },
    reach: '1 800 563 0808',
    href: 'tel:+18005630808',
    note: {
      en: 'British Columbia, women and men, many languages',
      fr: 'Colombie-Britannique, femmes et hommes, plusieurs langues',
    },
    languages: ['en', 'fr'],
    provinces: ['BC'],
    checkedOn: '2026-11-01',
  },
  {
    name: { en: 'Hope for Wellness', fr: 'Ligne d’écoute d’espoir pour le mieux-être' },
    reach: '1 855 242 3310',
    href: 'tel:+18552423310',
    note: { en: 'For Indigenous people across Canada', fr: 'Pour les Autochtones de tout le Canada' },
    languages: ['en', 'fr'],
    provinces: [],
    checkedOn: '2026-11-01',
  },
  {
    name: { en: 'Shelters near you', fr: 'Maisons d’hébergement près de chez vous' },
    reach: 'sheltersafe.ca',
    href: 'https://sheltersafe.ca/',
    note: { en: 'By province and territory', fr: 'Par province et territoire' },
    languages: ['en', 'fr'],
    provinces: [],
    checkedOn: '2026-11-01',
  },
])

/** The address that the leave-this-page button opens: a page anybody might have open. */
export const leaveTo = /* @__PURE__ */ parseLeaveTo({
  en: 'https://weather.gc.ca/',
  fr: 'https://meteo.gc.ca/',
})

/** What the work costs, in a sentence to a parent. Only pages show it. */
export const fees = /* @__PURE__ */ parseFees({
  en: `$${HOURLY_FEE} an hour plus tax, shared equally unless your order, your agreement or the coordinator says otherwise.`,
  fr: `${HOURLY_FEE} $ de l’heure plus taxes, partagés à parts égales, sauf si votre ordonnance, votre convention ou la personne responsable de votre dossier en décide autrement.`,
})

/** Who pays for a session of each kind, in a sentence to a parent. Only pages show it. */
export const sessionPayer = /* @__PURE__ */ parseSessionPayer({
  individual: {
    en: 'You pay for a session of your own. The other parent pays nothing for it and isn’t told.',
    fr: 'Vous payez la rencontre que vous réservez pour vous. L’autre parent n’en paie rien et n’en est pas informé.',
  },
  joint: {
    en: 'You share it equally, unless your order, your agreement or the coordinator says otherwise.',
    fr: 'Le coût est partagé à parts égales, sauf si votre ordonnance, votre convention ou la personne responsable de votre dossier en décide autrement.',
  },
})

/**
 * What a session costs that is cancelled less than `changeWorkingDays` before it, in a sentence to a parent; undefined at a
 * practice that charges nothing for it. Only pages show it.
 */
export const lateCancellation = /* @__PURE__ */ parseLateCancellation({
  en: 'A session that’s cancelled late, or missed, may be charged in full. If it isn’t safe for you to come, tell us, and we won’t charge you.',
  fr: 'Une rencontre annulée tardivement, ou manquée, peut être facturée au complet. S’il est dangereux pour vous de venir, dites-le-nous, et vous n’aurez rien à payer.',
})

/** Where the rules of `retention` come from, in a sentence each. Only pages show them. */
export const retentionSources = /* @__PURE__ */ parseRetentionSources([
  {
    source: {
      en: 'In Ontario, social workers keep a file for at least seven years, and psychologists for at least ten, after the last entry or after a child turns 18.',
      fr: 'En Ontario, un dossier est conservé au moins sept ans en travail social et au moins dix ans en psychologie, après la dernière inscription ou les 18 ans d’un enfant.',
    },
    checkedOn: '2026-11-01',
  },
  {
    source: {
      en: 'In Ontario, the record of a family arbitration is kept for at least ten years after the decision.',
      fr: 'En Ontario, le dossier d’un arbitrage familial est conservé au moins dix ans après la décision.',
    },
    checkedOn: '2026-11-01',
  },
])

/**
 * The colours of the practice, in light and in dark; `content/colours.ts` has those that every practice shares. Text and controls
 * in them have the contrasts of `dev/colours/contrast.ts`, which a deployment demands.
 */
export const practiceColours = {
  light: {
    pine: '#1f5a52',
    pineDeep: '#123c37',
    onPine: '#ffffff',
    lantern: '#b9701a',
    glow: '#f6dfae',
    lit: '#f6dfae',
    flame: '#b9701a',
    focusRing: '#123c37',
  },
  dark: {
    pine: '#8ed1c2',
    pineDeep: '#b5e3d8',
    onPine: '#10211e',
    lantern: '#eab265',
    glow: '#4b3a1c',
    lit: '#eab265',
    flame: '#fff6df',
    focusRing: '#ffd98f',
  },
} as const
