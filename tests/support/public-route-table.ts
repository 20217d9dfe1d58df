/** What somebody is answered: to GET, and to a form of which only the button is pressed. */
type PageAnswers = readonly [get: number, form: number]

/** How an address outside of the desk's API answers. A redirect leads to where one may begin. */
export interface PublicRouteRow {
  /** To a stranger: to GET, to a form of which only the button is pressed, and to any other content. */
  readonly stranger: readonly [...PageAnswers, otherContent: number]
  /** To a parent whose file is open in this browser; as to a stranger if left out. */
  readonly parent?: PageAnswers
  /** To GET by a parent whose draft has ended, and whose browser still has its cookie. */
  readonly lostDraft?: number
}

/** Every address outside of the desk's API, in English. A new route is missing here, and fails, until it is listed. */
export const publicRouteTable: Readonly<Record<string, PublicRouteRow>> = {
  'GET /healthz': { stranger: [200, 404, 404] },
  // No scheduled work has run in these tests.
  'GET /healthz/work': { stranger: [503, 404, 404] },
  'GET /calendar/:file': { stranger: [404, 404, 404] },
  'POST /webhooks/resend': { stranger: [301, 401, 401] },
  'ALL /intake/begin/': { stranger: [303, 405, 405] },
  'ALL /intake/check/': { stranger: [410, 405, 405] },
  'ALL /intake/send/': { stranger: [303, 410, 415] },
  'ALL /intake/sent/': { stranger: [410, 405, 405] },
  'ALL /intake/tasks/': { stranger: [410, 405, 405] },
  'ALL /intake/resume-code/': { stranger: [303, 400, 415] },
  'ALL /intake/resume/': { stranger: [200, 422, 415] },
  'ALL /intake/delete/': { stranger: [410, 303, 415], lostDraft: 200 },
  'ALL /intake/deleted/': { stranger: [200, 405, 405] },
  'ALL /intake/leave/': { stranger: [405, 204, 204] },
  'ALL /intake/:section/': { stranger: [404, 404, 404] },
  'ALL /intake/:section/:item/': { stranger: [404, 404, 404] },
  'ALL /joining/begin/': { stranger: [303, 405, 405] },
  'ALL /joining/check/': { stranger: [410, 405, 405] },
  'ALL /joining/send/': { stranger: [303, 410, 415] },
  'ALL /joining/sent/': { stranger: [410, 405, 405] },
  'ALL /joining/tasks/': { stranger: [410, 405, 405] },
  'ALL /joining/resume-code/': { stranger: [303, 400, 415] },
  'ALL /joining/resume/': { stranger: [200, 422, 415] },
  'ALL /joining/delete/': { stranger: [410, 303, 415] },
  'ALL /joining/deleted/': { stranger: [200, 405, 405] },
  'ALL /joining/leave/': { stranger: [405, 204, 204] },
  'ALL /joining/:section/': { stranger: [404, 404, 404] },
  'ALL /joining/:section/:item/': { stranger: [404, 404, 404] },
  'ALL /code/': { stranger: [200, 422, 415] },
  'ALL /file/': { stranger: [200, 422, 415] },
  'ALL /file/code/': { stranger: [200, 405, 405] },
  'ALL /file/opened/': { stranger: [301, 405, 405] },
  'ALL /file/close/': { stranger: [405, 303, 415] },
  'ALL /file/joining-code/': { parent: [303, 400], stranger: [303, 400, 415] },
  'ALL /file/authorise/': { parent: [200, 422], stranger: [303, 303, 415] },
  'ALL /file/receipt/': { stranger: [303, 405, 405] },
  'ALL /file/receipt/download/': { stranger: [303, 405, 405] },
  'ALL /file/stop/': { parent: [200, 303], stranger: [303, 410, 415] },
  'ALL /file/book/': { parent: [200, 400], stranger: [303, 303, 415] },
  'ALL /file/book/check/': { parent: [303, 400], stranger: [303, 303, 415] },
  'ALL /file/book/request/': { parent: [200, 422], stranger: [303, 303, 415] },
  'ALL /file/appointment/': { stranger: [303, 405, 405] },
  'ALL /file/appointment/calendar/': { stranger: [303, 405, 405] },
  'ALL /file/appointment/cancelled/': { stranger: [303, 405, 405] },
  'ALL /file/appointment/cancel/': { stranger: [303, 303, 415] },
  'ALL /file/joint-consent/': { parent: [200, 400], stranger: [303, 400, 415] },
  'ALL /file/more/': { parent: [200, 405], stranger: [303, 405, 405] },
  'ALL /file/more/:page/': { parent: [200, 303], stranger: [303, 303, 415] },
  'ALL /file/withdraw/': { parent: [200, 303], stranger: [303, 303, 415] },
  'ALL /receipt/': { stranger: [200, 422, 415] },
  'ALL /invitation/': { stranger: [200, 422, 415] },
  'ALL /invitation/yours/': { stranger: [303, 405, 405] },
  'ALL /invitation/start/': { stranger: [405, 303, 415] },
  'ALL /invitation/decline/': { stranger: [303, 303, 415] },
  'ALL /invitation/declined/': { stranger: [200, 405, 405] },
  'GET /desk/sign-out/': { stranger: [303, 401, 401] },
  'GET /desk/': { stranger: [401, 401, 401] },
  'GET /desk/files/': { stranger: [401, 401, 401] },
  'GET /desk/calendar/': { stranger: [401, 401, 401] },
  'GET /desk/numbers/': { stranger: [401, 401, 401] },
  'GET /desk/settings/': { stranger: [401, 401, 401] },
  'GET /desk/operations/': { stranger: [401, 401, 401] },
  'GET /desk/personal-data/': { stranger: [401, 401, 401] },
  'GET /desk/appointments/': { stranger: [401, 401, 401] },
  'GET /desk/hours/': { stranger: [401, 401, 401] },
  'GET /desk/record/': { stranger: [401, 401, 401] },
  'GET /desk/files/:reference/': { stranger: [401, 401, 401] },
  'GET /desk/files/:reference/intake/': { stranger: [401, 401, 401] },
  'GET /desk/files/:reference/safety/': { stranger: [401, 401, 401] },
  'GET /desk/files/:reference/contact/': { stranger: [401, 401, 401] },
  'GET /desk/files/:reference/sessions/': { stranger: [401, 401, 401] },
  'GET /desk/files/:reference/record/': { stranger: [401, 401, 401] },
  'GET /desk/files/:reference/call/': { stranger: [401, 401, 401] },
  'GET /file/yours/': { stranger: [301, 404, 404] },
  'GET /invited/': { stranger: [301, 404, 404] },
  'GET /invited/yours/': { stranger: [301, 404, 404] },
  'GET /invited/decline/': { stranger: [301, 404, 404] },
  'GET /invited/declined/': { stranger: [301, 404, 404] },
}

/** Ways in which another site, or a program, asks for something in a parent’s or coordinator’s name. */
export const foreignHeaders: readonly Readonly<Record<string, string>>[] = [
  { 'Sec-Fetch-Site': 'cross-site' },
  { Origin: 'https://example.net' },
  {},
  { Origin: 'null' },
  { 'Sec-Fetch-Site': 'same-site' },
  { 'Sec-Fetch-Site': 'none' },
  { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://lantern-street.example.com' },
  { 'Sec-Fetch-Site': '' },
  { Origin: 'http://lantern-street.example.com' },
  { Origin: 'https://lantern-street.example.com.example.net' },
]

/** Bodies of a form of which only the button is pressed, by their kind: as browsers post it, and anything else. */
export const emptyBodies: readonly (readonly [
  kind: 'form' | 'other',
  type: string | undefined,
  body: (button: string) => BodyInit | null,
])[] = [
  ['form', 'application/x-www-form-urlencoded', (button) => `press=${button}`],
  ['form', undefined, createFormWithButton],
  ['other', 'application/json', () => '{}'],
  ['other', 'text/plain', () => '{}'],
  ['other', 'application/octet-stream', () => '{}'],
  ['other', undefined, () => null],
]

/** A multipart body, whose type names its own boundary. */
function createFormWithButton(button: string): FormData {
  const form = new FormData()
  form.append('press', button)
  return form
}

/** Puts a value for each parameter into the address of a route. */
export const fillRoutePath = (path: string, reference: string): string =>
  path
    .replace(':reference', reference)
    .replace(':coordinatorId', 'camille-verdier')
    .replace(':id', 'none')
    .replace(':file', `${'A'.repeat(32)}.ics`)
    .replace(':section', 'nowhere')
    .replace(':page', 'documents')
    .replace(':item', 'none')
