import { useQuery } from '@tanstack/react-query'
import type { DeskPageName } from '../../content/desk-addresses.ts'
import type { Language, Wording } from '../../forms/language.ts'
import { useCurrentRoute } from '../client/current-route.ts'
import {
  filePageNames,
  getCalendarPath,
  getFileListPath,
  getNumbersPath,
  getRecordCheckPath,
  getSettingsPath,
  getTodayPath,
} from '../client/routes.ts'
import { signedInCoordinatorAndColleaguesQuery } from '../client/signed-in-coordinator.ts'
import { shellWording } from '../client/wording.ts'
import { useWordingText } from '../ui/language.tsx'
import { RailIcon, type RailIconName } from './rail-icon.tsx'

/** The links to the desk’s pages: a rail beside the page, and a bar below it on a phone. */
export function NavigationRail() {
  const { language, page } = useCurrentRoute()
  const text = useWordingText()
  const me = useQuery(signedInCoordinatorAndColleaguesQuery)
  const links = railLinks.filter(({ isForAdministrators }) => !isForAdministrators || me.data?.administrator)
  return (
    <nav aria-label={text(shellWording.deskNavigation)}>
      <ul className="rail__links">
        {links.map(({ pages, icon, label, to }) => (
          <li key={icon}>
            <a href={to(language)} aria-current={getCurrent(pages, page)}>
              <RailIcon name={icon} />
              {text(label)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** A page of a file is no page of the rail, but stands in the part that its link leads to. */
const getCurrent = ([first, ...others]: RailLink['pages'], page: DeskPageName) =>
  page === first ? 'page' : others.includes(page) ? 'true' : undefined

interface RailLink {
  /** The page to which it leads, then those in the same part of the desk. */
  readonly pages: readonly [DeskPageName, ...DeskPageName[]]
  readonly icon: RailIconName
  readonly label: Wording
  readonly to: (language: Language) => string
  readonly isForAdministrators?: boolean
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
    pages: ['recordCheck'],
    icon: 'record',
    label: shellWording.record,
    to: getRecordCheckPath,
    isForAdministrators: true,
  },
]
