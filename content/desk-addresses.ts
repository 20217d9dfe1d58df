/** Where the desk begins: the brand, sign-in and e-mails lead here. */
export const DESK_PATH = '/desk/'

/**
 * Every page of the desk by name, with its address in English. The worker serves the desk at these addresses; the desk’s
 * links, its address bar and its pages use this table too.
 */
export const deskAddresses = {
  today: DESK_PATH,
  files: '/desk/files/',
  file: '/desk/files/:reference/',
  fileIntake: '/desk/files/:reference/intake/',
  fileSafety: '/desk/files/:reference/safety/',
  fileContact: '/desk/files/:reference/contact/',
  fileSessions: '/desk/files/:reference/sessions/',
  call: '/desk/files/:reference/call/',
  record: '/desk/files/:reference/record/',
  calendar: '/desk/calendar/',
  numbers: '/desk/numbers/',
  settings: '/desk/settings/',
  operations: '/desk/operations/',
  recordCheck: '/desk/record/',
  personalData: '/desk/personal-data/',
} as const satisfies Record<string, `/desk/${string}`>

export type DeskPageName = keyof typeof deskAddresses

/** Pages of the desk whose address changed: the old path and the page, for bookmarks. */
export const pageByMovedDeskPath = {
  '/desk/appointments/': 'calendar',
  '/desk/hours/': 'settings',
} as const satisfies Record<string, DeskPageName>
