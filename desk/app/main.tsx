import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { Account } from './account-header.tsx'
import { App } from './desk-app.tsx'
import { placeOf } from './routes.ts'

const place = placeOf(location.pathname, location.search)

mount('account', <Account place={place} />)
mount('desk', <App place={place} />)

function mount(id: string, node: ReactNode): void {
  const element = document.getElementById(id)
  if (!element) throw new Error(`The page has no #${id}`)
  createRoot(element).render(node)
}
