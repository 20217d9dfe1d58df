import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { parseDeskRoute } from '../client/routes.ts'
import { deleteTextDraftsOfOtherFiles, getTextDraftOwner } from '../client/stored-text-drafts.ts'
import { Account } from './account.tsx'
import { DeskApp } from './desk-app.tsx'
import { DeskProviders } from './desk-providers.tsx'
import { HeaderTools } from './header-tools.tsx'
import { NavigationRail } from './navigation-rail.tsx'
import { movePageDataToCache } from './page-data.ts'
import { formatPageTitle } from './page-title.ts'
import { deskPagesByName } from './pages.tsx'
import { createQueryClient, setQueryFocusListener } from './query-client.ts'

const route = parseDeskRoute(location.pathname, location.search)
const queryClient = createQueryClient()
const hasList = movePageDataToCache(queryClient, document)

// What was typed in a file is gone once its page was left for another one.
deleteTextDraftsOfOtherFiles(getTextDraftOwner(route))

setQueryFocusListener()
const deskTitle = document.title
document.title = formatPageTitle(route, deskTitle)
// Its keys work before a list shows its first row.
mountInto('header-tools', <HeaderTools />)
// A page that cannot be loaded is asked for once more, and then says so.
const page = deskPagesByName[route.page].code
  .loadAhead()
  .catch(() => undefined)
  .then(() => mountInto('desk', <DeskApp deskTitle={deskTitle} />))
// A list that came with the page stands before what is around it.
if (hasList) await page
mountInto('rail', <NavigationRail />)
mountInto('account', <Account />)

function mountInto(id: string, node: ReactNode): void {
  const element = document.getElementById(id)
  if (!element) throw new Error(`The page has no #${id}`)
  createRoot(element).render(
    <DeskProviders queryClient={queryClient} language={route.language}>
      {node}
    </DeskProviders>,
  )
}
