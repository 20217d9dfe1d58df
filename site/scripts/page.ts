import { ExitThisPage } from 'govuk-frontend/dist/govuk/components/exit-this-page/exit-this-page.mjs'

// govuk-frontend asks a page to say that it runs scripts before its components start.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')

const leave = document.querySelector('[data-module="govuk-exit-this-page"]')
if (leave) new ExitThisPage(leave)

// Leaving in a hurry leaves nothing behind on a device that somebody else uses too: the worker knows from its cookie.
addEventListener('pagehide', () => {
  if (document.body.classList.contains('govuk-exit-this-page-hide-content'))
    navigator.sendBeacon('/intake/leave/')
})

document.querySelector<HTMLButtonElement>('[data-print]')?.addEventListener('click', () => print())

// On paper a page says of which day it is.
const today = document.querySelector('[data-today]')
if (today) {
  const day = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: 'long' })
  today.textContent = day.replace(/^1 /, '1er ')
}
