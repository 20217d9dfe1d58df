import { useQuery } from '@tanstack/react-query'
import type { DeskPageName } from '../../content/desk-addresses.ts'
import { useCurrentRoute } from '../client/current-route.ts'
import { getRailLinks, type RailLink } from '../client/rail-links.ts'
import { signedInCoordinatorAndColleaguesQuery } from '../client/signed-in-coordinator.ts'
import { shellWording } from '../client/wording.ts'
import { useWordingText } from '../ui/language.tsx'
import { RailIcon } from '../ui/rail-icon.tsx'

/** The links to the desk’s pages: a rail beside the page, and a bar below it on a phone. */
export function NavigationRail() {
  const { language, page } = useCurrentRoute()
  const text = useWordingText()
  const me = useQuery(signedInCoordinatorAndColleaguesQuery)
  const links = getRailLinks(me.data)
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
