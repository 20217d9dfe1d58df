import type { DeskPageName } from '../../content/desk-addresses.ts'
import type { Language, Wording } from '../../forms/language.ts'
import {
  filePageNames,
  getCalendarPath,
  getFileListPath,
  getNumbersPath,
  getOperationsPath,
  getPersonalDataPath,
  getSettingsPath,
  getTodayPath,
} from './routes.ts'
import type { SignedInCoordinator } from './signed-in-coordinator.ts'
import { shellWording } from './wording.ts'

/** The icon of a page in the rail. */
export type RailIconName = 'today' | 'files' | 'calendar' | 'numbers' | 'settings' | 'operations' | 'privacy'

/** A page of the desk that the rail and the command menu lead to. */
export interface RailLink {
  /** The page to which it leads, then those in the same part of the desk. */
  readonly pages: readonly [DeskPageName, ...DeskPageName[]]
  readonly icon: RailIconName
  readonly label: Wording
  readonly to: (language: Language) => string
  /** The role for which it is, if not for everybody. */
  readonly role?: 'administrator' | 'privacyOfficer'
}

const railLinks: readonly RailLink[] = [
  { pages: ['today'], icon: 'today', label: shellWording.today, to: getTodayPath },
  {
    pages: ['files', ...filePageNames, 'call'],
    icon: 'files',
    label: shellWording.files,
    to: getFileListPath,
  },
  { pages: ['calendar'], icon: 'calendar', label: shellWording.calendar, to: getCalendarPath },
  { pages: ['numbers'], icon: 'numbers', label: shellWording.numbers, to: getNumbersPath },
  { pages: ['settings'], icon: 'settings', label: shellWording.settings, to: getSettingsPath },
  {
    pages: ['operations', 'recordCheck'],
    icon: 'operations',
    label: shellWording.operations,
    to: getOperationsPath,
    role: 'administrator',
  },
  {
    pages: ['personalData'],
    icon: 'privacy',
    label: shellWording.privacy,
    to: getPersonalDataPath,
    role: 'privacyOfficer',
  },
]

/** Lists the pages of the desk for whoever is signed in. */
export const getRailLinks = (
  me: Pick<SignedInCoordinator, 'administrator' | 'privacyOfficer'> | undefined,
): readonly RailLink[] => railLinks.filter(({ role }) => !role || me?.[role])
