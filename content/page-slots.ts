import {
  authorisationStatesShownToParent,
  authorisationStatesWithReceipt,
} from './authorisation/authorisation-states.ts'
import { appointmentKindOptions, meetingModeOptions } from './booking/meeting-modes.ts'
import {
  authorisationStopCases,
  fileDoneCases,
  fileStatusCases,
  firstAppointmentStatusKeys,
  phoneSessionCases,
  receiptMailCases,
  videoSessionCases,
  waitingPlaceCases,
} from './file/page-cases.ts'
import { intakeRouteOptions } from './file/routes.ts'
import { addressProblems } from './mail/email-problems.ts'
import { practice } from './practice.ts'
import { sharedContactKinds } from './shared-contact-kinds.ts'
import { buildPrefixedSlotValues } from './slots-for.ts'

/**
 * What the worker puts into a slot: `text`, `html` that the worker builds, or the address of a `link`. A slot that is
 * `shown` is revealed as it was built. `sections` stands for one text slot a section, named `<slot>-<slug>`. The slots
 * of `problems` and `items` are filled from the problems and items that a page is given.
 */
export type SlotKind = 'text' | 'html' | 'link' | 'shown' | 'problems' | 'items' | 'sections'

const text = () => 'text' as const
const shown = () => 'shown' as const

const fileStatuses = buildPrefixedSlotValues('', fileStatusCases, shown)
const problemSummary = { problems: 'problems', notice: 'problems', 'problem-list': 'problems' } as const
/** The code of an invitation is asked for, or that saving begins without one is said, on a page that begins a draft. */
const invitation = { invitation: 'shown', uninvited: 'shown' } as const
/** On a page of a form: how far one is, or the way back to the check from which one came. */
const progress = { progress: 'shown', 'to-check': 'shown' } as const
const routes = buildPrefixedSlotValues('route-', intakeRouteOptions, shown)
/** What is said to the parent who applied, and to the one who joined their file. */
const sides = { 'to-applicant': 'shown', 'to-joined': 'shown' } as const
/** What has to come first, whatever a parent signs. */
const nextSteps = { 'first-talk': 'shown', 'first-order': 'shown' } as const
const movedAppointment = { 'booking-moving': 'shown', 'booking-new': 'shown', 'moving-from': 'text' } as const
const appointmentFacts = {
  when: 'text',
  arrangement: 'shown',
  minutes: 'text',
  cost: 'text',
  coordinator: 'text',
  ...buildPrefixedSlotValues('kind-', appointmentKindOptions, shown),
  'mode-in-person': 'shown',
  ...buildPrefixedSlotValues('phone-', phoneSessionCases, shown),
  ...buildPrefixedSlotValues('video-', videoSessionCases, shown),
} as const

/** Who gave the code with which a parent may join a file: the practice, on a call, or the other parent. */
const byWhom = { 'by-call': 'shown', 'by-parent': 'shown' } as const
const confirmation = {
  reference: 'text',
  code: 'text',
  'code-shown': 'shown',
  'code-use': 'shown',
  'code-once': 'shown',
  'code-minutes': 'shown',
  'code-gone': 'shown',
  ...buildPrefixedSlotValues('receipt-', receiptMailCases, shown),
  ...fileStatuses,
  next: 'shown',
  'write-down-both': 'shown',
  'write-down-reference': 'shown',
  'urgent-waits': 'shown',
  'outside-provinces': 'shown',
  'offer-booking': 'shown',
} as const

/**
 * The slots of every page that the worker fills, and what each takes. A slot is an element with `data-slot` in the
 * page's Astro template. Pages that every form has stand under their name, all others under their English path.
 */
export const pageSlotsByPath = {
  '/code/': problemSummary,
  '/errors/401/': { 'sign-in-link': 'link' },
  '/file/': problemSummary,
  '/file/appointment/': {
    ...appointmentFacts,
    moved: 'shown',
    'can-cancel': 'shown',
    'can-move': 'shown',
    'too-late': 'shown',
    'calendar-entry': 'shown',
    'can-mail': 'shown',
    'will-remind': 'shown',
    'change-until': 'text',
  },
  '/file/appointment/cancelled/': {
    'can-book': 'shown',
    ...buildPrefixedSlotValues('kind-', appointmentKindOptions, shown),
  },
  '/file/appointment/cancel/': {
    when: 'text',
    ...buildPrefixedSlotValues('kind-', appointmentKindOptions, shown),
  },
  '/file/authorise/': {
    ...problemSummary,
    ...routes,
    requested: 'shown',
    'requested-by': 'text',
    renewing: 'shown',
    ...nextSteps,
    'wording-hash': 'text',
  },
  '/file/book/': {
    ...problemSummary,
    ...movedAppointment,
    'booking-call-us': 'shown',
    'booking-later': 'shown',
    'outside-provinces': 'shown',
    'booking-times': 'shown',
    'booking-who': 'shown',
    'booking-none': 'shown',
    'booking-openings': 'shown',
    coordinator: 'text',
    minutes: 'text',
    cost: 'text',
    ...buildPrefixedSlotValues('offers-', meetingModeOptions, shown),
    'zone-now': 'text',
    openings: 'html',
    later: 'link',
    nearest: 'link',
    joint: 'shown',
  },
  '/file/book/check/': {
    ...problemSummary,
    ...movedAppointment,
    ...appointmentFacts,
    'booking-held': 'shown',
    'held-until': 'text',
    'booking-near': 'shown',
    'booking-far': 'shown',
    'can-mail': 'shown',
    'cannot-mail': 'shown',
  },
  '/file/book/request/': { ...problemSummary, requested: 'shown' },
  '/file/more/': { added: 'shown', 'nothing-added': 'shown', status: 'sections' },
  '/file/joint-consent/': {
    'joint-open': 'shown',
    'joint-consented': 'shown',
    'joint-booked': 'shown',
    'joint-untold': 'shown',
    'joint-told-once': 'shown',
  },
  '/file/joining-code/': {
    waits: 'shown',
    offered: 'shown',
    given: 'shown',
    code: 'text',
    'code-until': 'text',
    'shows-children': 'shown',
    'shows-document': 'shown',
    'shows-nothing': 'shown',
  },
  '/file/opened/': {
    'can-add': 'shown',
    place: 'shown',
    ...buildPrefixedSlotValues('place-', waitingPlaceCases, shown),
    'place-count': 'text',
    'place-weeks': 'shown',
    'weeks-from': 'text',
    'weeks-to': 'text',
    reference: 'text',
    'give-code': 'shown',
    'code-unconfirmed': 'shown',
    'has-letters': 'shown',
    letters: 'html',
    ...buildPrefixedSlotValues('address-', addressProblems, shown),
    ...nextSteps,
    ...fileStatuses,
    ...buildPrefixedSlotValues('done-', fileDoneCases, shown),
    withdrawn: 'shown',
    ...buildPrefixedSlotValues('appointment-', firstAppointmentStatusKeys, shown),
    'appointment-when': 'text',
    'held-when': 'text',
    'held-until': 'text',
    ...buildPrefixedSlotValues('cancelled-', appointmentKindOptions, shown),
    'cancelled-when': 'text',
    ...sides,
    'joint-agreed': 'shown',
    'joint-open': 'shown',
    ...buildPrefixedSlotValues('appointment-kind-', appointmentKindOptions, shown),
    calling: 'shown',
    'calling-offered': 'shown',
    'calling-later': 'shown',
    'calling-open': 'shown',
    ...routes,
    ...buildPrefixedSlotValues('calling-', authorisationStatesShownToParent, shown),
    'requested-by': 'text',
    'calling-until': 'text',
  },
  '/file/receipt/': {
    receipt: 'html',
    'receipt-hash': 'text',
    'receipt-check': 'text',
    'receipt-date': 'text',
    'receipt-closed': 'shown',
    ...buildPrefixedSlotValues('receipt-', authorisationStatesWithReceipt, shown),
  },
  '/file/stop/': { ...problemSummary, ...buildPrefixedSlotValues('', authorisationStopCases, shown) },
  '/intake/sent/': { ...confirmation, 'offer-call': 'shown', 'offer-code': 'shown' },
  '/file/withdraw/': {
    ...sides,
    'can-withdraw': 'shown',
    'code-unconfirmed': 'shown',
    session: 'shown',
    'session-when': 'text',
    joint: 'shown',
    'joint-when': 'text',
    'ending-any': 'shown',
    'ending-near': 'shown',
  },
  '/invitation/': problemSummary,
  '/invitation/decline/': byWhom,
  '/invitation/yours/': { ...byWhom, unfinished: 'shown', waiting: 'shown' },
  '/joining/sent/': confirmation,
  '/receipt/': { ...problemSummary, genuine: 'shown', unknown: 'shown' },
  /** The page of a section. On the first one a form may tell whether there is room. */
  section: {
    ...problemSummary,
    ...invitation,
    ...progress,
    room: 'shown',
    ...buildPrefixedSlotValues('room-', practice.provinces, text),
  },
  /** The page of a section that repeats, with the list of its items. */
  list: {
    ...problemSummary,
    ...invitation,
    ...progress,
    items: 'items',
    none: 'shown',
    full: 'shown',
    add: 'shown',
    another: 'shown',
    /** The button that goes on, where the list has something and where it is empty. */
    'go-on': 'shown',
    'go-on-empty': 'shown',
  },
  /** The page of one item. */
  item: {
    ...problemSummary,
    ...invitation,
    ...progress,
    number: 'text',
    remove: 'shown',
    back: 'link',
  },
  /** A page of “Your file” on which a parent adds to what they sent. */
  addition: { ...problemSummary, 'added-before': 'shown', 'added-on': 'text' },
  /** The page that shows every answer of a form before it is sent. */
  check: {
    ...problemSummary,
    'not-taken-network': 'shown',
    'not-taken-unread': 'shown',
    'not-taken-unproven': 'shown',
    'needed-first': 'shown',
    'needed-list': 'html',
    'needed-count': 'text',
    'can-send': 'shown',
    'cannot-send': 'shown',
    'first-needed': 'link',
    'to-send': 'shown',
    'call-at-times': 'shown',
    'alternate-unreached': 'shown',
    turnstile: 'html',
    waiting: 'shown',
    'no-safe-channel': 'shown',
    'outside-provinces': 'shown',
    'no-way-given': 'shown',
    'no-way-unshared': 'shown',
    ...buildPrefixedSlotValues('same-', sharedContactKinds, shown),
  },
  'send-again': { turnstile: 'html' },
  /** The page with the status of each section, in `status-<slug>`. */
  tasks: {
    ...{ status: 'sections', continue: 'link', shared: 'shown', own: 'shown', 'resume-mail': 'shown' },
    ...{ removed: 'shown', 'removed-texts': 'text' },
  },
  resume: problemSummary,
  'resume-code': {
    code: 'text',
    'last-day': 'text',
    mailed: 'shown',
    'mail-late': 'shown',
    'mail-limited': 'shown',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, SlotKind>>>>

export type PageSlots = typeof pageSlotsByPath

export type PageWithSlots = keyof PageSlots

export type SlotName<Page extends PageWithSlots> = keyof PageSlots[Page]
