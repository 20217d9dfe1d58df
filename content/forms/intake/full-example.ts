import { toFormFields } from '../../../forms/example.ts'
import { type Section, toStoredFields } from '../../../forms/form.ts'
import type { FormFields } from '../../../forms/form-fields.ts'
import { getConfirmedFieldName, getOptOutFieldName } from '../../../forms/questions/index.ts'
import { practice } from '../../practice.ts'
import { childrenSection } from './children.ts'
import { childrenMoreSection } from './children-more.ts'
import { intakeForm } from './index.ts'
import { ordersSection } from './orders.ts'

/** Fills in every field of every page, on every route, with as many children and orders as the form takes. */
export function buildFullIntakeFields(): FormFields {
  const storedChildren = childNames.map(([name, year], index) =>
    toStoredFields(childrenSection, itemId(index), toFormFields(childFields(name, year))),
  )
  const storedChildrenMore = childNames.map((_, index) =>
    toStoredFields(childrenMoreSection, itemId(index), toFormFields(childMoreFields)),
  )
  const storedOrders = orderKinds.map((kind, index) =>
    toStoredFields(ordersSection, itemId(index), toFormFields(orderFields(kind))),
  )
  const typed = toFormFields(singlePages)
  return Object.assign(
    {},
    ...intakeForm.sections.map(tickEveryOptOut),
    typed,
    ...intakeForm.sections.map((section) => confirmAddresses(section, typed)),
    ...storedChildren,
    ...storedChildrenMore,
    ...storedOrders,
  )
}

const start = { device: 'own', hasRead: 'partly' }

const howYouCome = {
  route: 'court-order',
  whoAgreed: ['me', 'other-parent', 'lawyers'],
  orderCourt: 'Ontario Superior Court of Justice, Family Court Branch, Kingston',
  ...dateFields('orderDate', '12', '5', '2026'),
  orderFileNumber: 'FC-26-000123-0001',
  orderNamesCoordinator: 'yes',
  orderCoordinator: 'somebody-else',
  orderCoordinatorName: 'Dana Whitlock-Ferreira',
  spokenBefore: 'yes',
  orderScope:
    'Exchanges, holidays and school breaks, telephone and video calls, activities, how the parents exchange news, and small changes to the schedule. Not the place where the children live.',
  orderTerm: 'Two years from the day the agreement is signed',
  orderCopy: 'can-bring',
  whatHolds:
    'They may worry about the cost, and about being judged by somebody they have not chosen. I think a talk of their own, without me in the room, would make a difference.',
  parentingDocument: 'minutes',
  background:
    'We separated after fourteen years. There are twelve children in our two homes, and every change of plan takes a week of messages.\n\nWe both love them. We need somebody who can listen and then settle things.',
}

const you = {
  legalName: 'Marguerite-Anne O’Donnell-Okafor',
  usedName: 'Margot',
  pronouns: 'she, elle',
  ...dateFields('birthDate', '19', 'September', '1983'),
  province: practice.provinces[0] ?? 'elsewhere',
  ...addressFields('address', [
    'c/o Sample Community Centre, 200 Example Street, Box 17',
    'Kingston',
    'ON',
    'K7L 0A1',
  ]),
  timeZone: 'America/Toronto',
  language: 'either',
  ownLawyer: 'Priya Raman-Whitlock',
  ownLawyerEmail: 'priya@raman-law.example.com',
  ownLawyerPhone: '613 555 0128 ext. 42',
}

const reachingYou = {
  phone: '+1 (613) 555-0154',
  phoneUse: 'relay',
  phoneSafe: 'not-sure',
  safeCallTime: 'Tuesdays at noon, when I am alone at work',
  textSafe: 'no',
  messageSafe: 'no',
  sayWho: 'no',
  email: 'margot.okafor@example.org',
  emailSafe: 'yes',
  mailSubject: 'documents',
  safeTimes: 'Tuesdays and Thursdays from 10:00 to 14:00.\nNever on the days before an exchange.',
  otherMustNotLearn:
    'My new street, the name of my workplace, and that my sister drives the children on Fridays.',
  alternateName: 'Ifeoma Okafor',
  alternatePhone: '343-555-0171',
  alternateKnows: 'yes',
  contactRules:
    'If a child answers, please say “the office” and hang up. My phone bill goes to the old address.',
}

const otherParent = {
  otherName: 'Sébastien Wren Lachapelle',
  otherFormerNames: 'Seb Wren; Lachapelle-Roy before 2014',
  ...dateFields('otherBirthDate', '1', 'févr.', '1981'),
  otherRelationship: 'married',
  otherAgrees: 'not-sure',
  otherKnows: 'no',
  otherPhone: '613.555.0183',
  otherPhoneFrom: 'On the school’s emergency form, which we both signed',
  otherPhoneSafe: 'not-sure',
  otherEmail: 's.lachapelle@example.net',
  otherEmailFrom: 'We used it for the children until last spring',
  otherEmailSafe: 'no',
  ...addressFields('otherAddress', ['48 Placeholder Road', 'Gananoque', 'ON', 'K7G 0B2']),
  otherLanguage: 'fr',
  otherLawyer: 'Tomasz Bielski',
  otherLawyerEmail: 'bielski@bielski-law.example.com',
  otherLawyerPhone: '1-613-555-0139',
}

const documents = {
  ...dateFields('documentDate', '30', '11', '2024'),
  documentCovers: ['decision-making', 'schedule', 'holidays', 'travel', 'school', 'health', 'money', 'other'],
  documentDisputed:
    'Whether “the weekend” ends on Sunday evening or at school on Monday, and who chooses the summer weeks first in even years.',
  documentWanted:
    'The week itself first: which nights, which home, and how a change is asked for and answered.',
  ...dateFields('cohabitedSince', '1', '6', '2008'),
  ...dateFields('marriedOn', '14', '8', '2010'),
  ...dateFields('separatedOn', '3', 'January', '2023'),
  tried: ['mediation', 'counselling', 'lawyers', 'court', 'assessment', 'family'],
  triedOutcome:
    'Mediation gave us the minutes of settlement. Counselling helped me sleep. The letters between lawyers cost a great deal and settled little.',
  assessments:
    'A report on the views of the three oldest children, by a social worker, in the spring of 2024.',
  childProtection: 'not-sure',
  childProtectionMore:
    'Somebody from an agency called in 2023 and spoke with each of us once. I never got a letter.',
}

const whatIsHappening = {
  dynamic: 'both',
  childrenMiss:
    'Being picked up by the parent who said they would come. The little ones still wait at the window.',
  carryingNeeds:
    'Child care on Wednesdays, a drive to speech therapy, and one evening a week with no messages.',
  timeNow: 'varies',
  missedTime: 'yes',
  inYourWords:
    'For months at a time I do everything. Then plans are made without me and I do not see the younger ones for weeks.\n\nNeither of us answers the other kindly any more.',
  issueOne: 'On Friday they do not know where they will sleep.',
  issueTwo: 'They carry messages that no child should carry.',
  issueThree: 'Two of them have stopped going to swimming because nobody agrees on who drives.',
  urgency: 'today',
  urgencyWhy: 'School ends in two weeks and both homes have booked the same part of July.',
  haveTried:
    'A shared calendar, which helped until it was used to argue, and handing over at school, which still helps.',
}

const safety = {
  worried: 'yes',
  noContactOrder: 'not-sure',
  tellNow: 'yes',
  harmKinds: ['physical', 'threats', 'control', 'money', 'sexual', 'online', 'children-used', 'other'],
  harmTowards: ['me', 'children', 'other-parent', 'somebody-else', 'animals'],
  harmWhen: 'From the winter of 2021 until we separated, and by message since',
  harmGoesOn: 'not-sure',
  harmHelpers: 'My doctor in 2022, my sister all along, and a worker at a shelter who helped me make a plan.',
  harmMore:
    'I would rather not meet in the same room, and I do not want the older children asked about it yet.',
}

const whatYouNeed = {
  interpreter: 'Igbo, and LSQ for my mother if she comes along',
  accessibility: 'A ramp or a lift, a chair with arms, and a break every forty minutes.',
  separateArrival: 'yes',
  meetBy: ['video', 'phone', 'in-person'],
  firstSession: 'individual',
  firstSessionWhy: 'I can say things once and calmly when I do not have to watch for a reaction.',
  ...(!practice.worksInPairs && { professionWanted: 'either' }),
}

const beforeYouSend = {
  understands: ['how-it-works', 'fees', 'cancellation', 'costs', 'may-decline'],
  heardOfUs: 'court',
  receipt: 'yes',
  declared: ['yes'],
}

const singlePages = {
  ...start,
  ...howYouCome,
  ...you,
  ...reachingYou,
  ...otherParent,
  ...documents,
  ...whatIsHappening,
  ...safety,
  ...whatYouNeed,
  ...beforeYouSend,
}

const childNames = [
  ['Adaeze Okafor-Lachapelle', 2010],
  ['Béatrice Okafor-Lachapelle', 2011],
  ['Chidi Okafor-Lachapelle', 2012],
  ['Delphine Okafor-Lachapelle', 2013],
  ['Ewan Lachapelle', 2013],
  ['Félix Lachapelle', 2014],
  ['Grace O’Donnell', 2015],
  ['Hugo Okafor-Lachapelle', 2016],
  ['Inès Okafor-Lachapelle', 2018],
  ['Jonah Okafor-Lachapelle', 2019],
  ['Kemi Okafor-Lachapelle', 2021],
  ['Léo Okafor-Lachapelle', 2022],
] as const

const orderKinds = [
  'parenting',
  'support',
  'protection',
  'criminal',
  'child-protection',
  'property',
  'other',
  'unknown',
] as const

const itemId = (index: number) => String(index + 1).padStart(2, '0')

const childFields = (name: string, year: number) => ({
  childName: name,
  ...dateFields('childBirthDate', '30', '4', String(year)),
})

const childMoreFields = {
  childLivesWith: 'varies',
  childSchedule: 'Monday to Thursday here, then every other weekend away. In summer it is week by week.',
  childRelation: 'both',
  childSchool: 'Sample Harbour Public School',
  childHealth: 'Asthma, with an inhaler in both homes. Tires easily after exchanges.',
  childProfessionals:
    'Dr. Example at the family health team; the school’s social worker, every second Tuesday.',
  childHeritage: 'Igbo and Acadian; English, French and some Igbo; Catholic',
  childIndigenous: 'unknown',
}

const orderFields = (kind: string) => ({
  otherOrderKind: kind,
  otherOrderCourt: 'Ontario Court of Justice, Belleville',
  ...dateFields('otherOrderDate', '21', '2', '2025'),
  otherOrderSays: 'Messages about the children only, in writing, until the court looks at it again.',
  otherOrderCopy: 'will-ask',
})

function dateFields(question: string, day: string, month: string, year: string) {
  return { [`${question}-day`]: day, [`${question}-month`]: month, [`${question}-year`]: year }
}

function addressFields(
  question: string,
  [street, city, province, postalCode]: [string, string, string, string],
) {
  return {
    [`${question}-street`]: street,
    [`${question}-city`]: city,
    [`${question}-province`]: province,
    [`${question}-postal-code`]: postalCode,
    [`${question}-country`]: 'Canada',
  }
}

/** Confirms every e-mail address of a section, as if the page had asked about it. */
const confirmAddresses = ({ questions }: Section, typed: FormFields): FormFields =>
  Object.fromEntries(
    Object.entries(questions).flatMap(([name, { kind }]) =>
      kind === 'email' ? [[getConfirmedFieldName(name), typed[name] ?? []] as const] : [],
    ),
  )

/** Ticks every opt-out of a section, for each item if it repeats. A child who has a date of birth is born. */
function tickEveryOptOut(section: Section): FormFields {
  const ticked = Object.fromEntries(
    Object.entries(section.questions).flatMap(([name, { optOuts }]) =>
      optOuts ? [[getOptOutFieldName(name), optOuts.filter((key) => key !== 'expected')] as const] : [],
    ),
  )
  if (!section.repeats) return ticked
  const ids = Array.from({ length: section.repeats.most }, (_, index) => itemId(index))
  return Object.assign({}, ...ids.map((id) => toStoredFields(section, id, ticked)))
}
