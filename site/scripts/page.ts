import { ExitThisPage } from 'govuk-frontend/dist/govuk/components/exit-this-page/exit-this-page.mjs'

// govuk-frontend starts its components only on a body that says scripts run.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')

const leave = document.querySelector('[data-module="govuk-exit-this-page"]')
if (leave) new ExitThisPage(leave)

// The leave button also clears a draft on a device that somebody else uses too; the worker reads the draft's cookie.
addEventListener('pagehide', () => {
  if (document.body.classList.contains('govuk-exit-this-page-hide-content'))
    navigator.sendBeacon('/intake/leave/')
})

document.querySelector<HTMLButtonElement>('[data-print]')?.addEventListener('click', () => print())

// Prints today's date on the page.
const today = document.querySelector('[data-today]')
if (today) {
  const day = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: 'long' })
  today.textContent = day.replace(/^1 /, '1er ')
}
