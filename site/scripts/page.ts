import { ErrorSummary } from 'govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs'
import { proposeDeviceTimeZone } from './device-time-zone.ts'
import { startForm } from './form.ts'
import { startLeaveButton } from './leave.ts'
import { deleteReadableCookies, nameStartButtons } from './start-button.ts'

// One file for all pages, since on a slow line each further one costs a request, and a phone more than its few lines.

// govuk-frontend starts its components only on a body that says scripts run.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')

proposeDeviceTimeZone()

const form = document.querySelector<HTMLFormElement>('form[data-form]')
if (form) startForm(form)

const summary = document.querySelector('[data-module="govuk-error-summary"]:not([hidden])')
if (summary) new ErrorSummary(summary)

nameStartButtons()
// Back may show the page from the browser's memory, as it was before a form was begun, left or sent.
addEventListener('pageshow', nameStartButtons)

showQuestionOfAddress()
clearCodeFromAddress()
addEventListener('hashchange', clearCodeFromAddress)

const leave = document.querySelector('[data-module="govuk-exit-this-page"]')
if (leave) startLeaveButton(leave)

// The leave button also clears a draft on a device that somebody else uses too; the worker reads the draft's cookie.
addEventListener('pagehide', () => {
  if (!document.body.classList.contains('govuk-exit-this-page-hide-content')) return
  navigator.sendBeacon('/intake/leave/')
  deleteReadableCookies()
  // Whoever goes back may get the page from the browser's memory: it is empty there, and asked for anew.
  document.querySelector('main')?.replaceChildren()
  addEventListener('pageshow', () => location.reload())
})

document.querySelector<HTMLButtonElement>('[data-print]')?.addEventListener('click', () => print())

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]'))
  button.addEventListener('click', () => void copyText(button))

// Names the file that was chosen, in place of the browser's own words.
const fileName = document.querySelector('[data-file-name]')
document.querySelector<HTMLInputElement>('input[type="file"]')?.addEventListener('change', ({ target }) => {
  const [file] = (target as HTMLInputElement).files ?? []
  if (fileName && file) fileName.textContent = file.name
})

// Prints today's date on the page.
const today = document.querySelector('[data-today]')
if (today) {
  const day = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: 'long' })
  today.textContent = day.replace(/^1 /, '1er ')
}

/** Copies the text that a button names and says so after it, or selects the text where the browser refuses. */
async function copyText({ dataset, nextElementSibling: said }: HTMLButtonElement) {
  const text = document.getElementById(dataset.copy ?? '')
  if (!text) return
  try {
    await navigator.clipboard.writeText(text.textContent.trim())
    if (said) said.textContent = dataset.copied ?? ''
  } catch {
    getSelection()?.selectAllChildren(text)
  }
}

/** Focuses the field that a link such as “Change” leads to, with the whole of its question in view. */
function showQuestionOfAddress() {
  const field = document.getElementById(location.hash.slice(1))
  const question = field?.closest('[data-question]')
  if (!field || !question) return
  question.scrollIntoView()
  field.focus({ preventScroll: true })
}

/**
 * Clears a code from behind the # of this page's address, where links in older e-mails have it, and enters it where the
 * page asks for such a code. Those links are in the browser's history all the same; links in e-mails hold no code now.
 */
function clearCodeFromAddress() {
  const code = location.hash.slice(1)
  const field = document.querySelector<HTMLInputElement>('#code')
  const isAnchor = document.getElementById(code) !== null
  if (!code || isAnchor || !(field || /^([A-Z]-)?[0-9A-Z]{4,5}(-[0-9A-Z]{4,5})+$/.test(code))) return
  history.replaceState(history.state, '', location.pathname + location.search)
  const { linkedCode } = field?.dataset ?? {}
  if (field && linkedCode && new RegExp(`^${linkedCode}$`).test(code)) field.value ||= code
}
