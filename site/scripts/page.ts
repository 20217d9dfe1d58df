import { ExitThisPage } from 'govuk-frontend/dist/govuk/components/exit-this-page/exit-this-page.mjs'

// govuk-frontend asks a page to say that it runs scripts before its components start.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')

const leave = document.querySelector('[data-module="govuk-exit-this-page"]')
if (leave) new ExitThisPage(leave)

document.querySelector<HTMLButtonElement>('[data-print]')?.addEventListener('click', () => print())
