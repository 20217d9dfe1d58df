import type { DeskRoute } from '../client/routes.ts'
import { deskPagesByName } from './pages.tsx'

/** The title of the window: the page's name, then the title of the built page: `Files – Desk – Lantern Street`. */
export const formatPageTitle = ({ page, language, reference = '' }: DeskRoute, deskTitle: string): string =>
  `${deskPagesByName[page].title((wording) => wording[language], reference)} – ${deskTitle}`
