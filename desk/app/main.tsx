import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { AccountHeader } from './account-header.tsx'
import { DeskApp } from './desk-app.tsx'
import { parseDeskRoute } from './routes.ts'

const currentRoute = parseDeskRoute(location.pathname, location.search)

mountInto('account', <AccountHeader route={currentRoute} />)
mountInto('desk', <DeskApp route={currentRoute} />)

function mountInto(id: string, node: ReactNode): void {
  const element = document.getElementById(id)
  if (!element) throw new Error(`The page has no #${id}`)
  createRoot(element).render(node)
}
