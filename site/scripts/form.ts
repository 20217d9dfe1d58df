import { ErrorSummary } from 'govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs'
import { type Condition, conditionHolds } from '../../forms/condition.ts'

const form = document.querySelector<HTMLFormElement>('form[data-form]')
const summary = document.querySelector<HTMLElement>('[data-module="govuk-error-summary"]:not([hidden])')

// The page script may come second; a component starts only on a body that says scripts run.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')
if (summary) new ErrorSummary(summary)
if (form) {
  moveCodeFromAddress(form)
  revealQuestions(form)
  form.addEventListener('change', () => revealQuestions(form))
  form.addEventListener('input', () => revealQuestions(form))
  warnBeforeLosingInput(form)
}

/** Puts the code that a link carries behind its # where it belongs, and takes it out of the address and the history. */
function moveCodeFromAddress(form: HTMLFormElement) {
  const code = form.querySelector<HTMLInputElement>('#code')
  if (!code || location.hash.length < 2) return
  code.value ||= decodeURIComponent(location.hash.slice(1))
  history.replaceState(null, '', location.pathname)
}

/** Shows each question only while its condition holds; what is hidden keeps what was typed and is still posted. */
function revealQuestions(form: HTMLFormElement) {
  const visible: Record<string, string[]> = {}
  for (const question of form.querySelectorAll<HTMLElement>('[data-question]')) {
    const { when } = question.dataset
    if (when) question.hidden = !conditionHolds(JSON.parse(when) as Condition, visible)
    if (question.hidden) continue
    for (const [name, value] of readControls(question)) {
      visible[name] = [...(visible[name] ?? []), value]
    }
  }
}

function readControls(question: HTMLElement): [string, string][] {
  const controls = question.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(
    '[name]',
  )
  return [...controls]
    .filter((control) => !/^(radio|checkbox)$/.test(control.type) || (control as HTMLInputElement).checked)
    .map((control) => [control.name, control.value])
}

/** Asks before a page with something typed and not saved is left by accident; the leave button is never delayed. */
function warnBeforeLosingInput(form: HTMLFormElement) {
  let unsaved = false
  const ask = (event: BeforeUnloadEvent) => {
    if (unsaved) event.preventDefault()
  }
  form.addEventListener('input', () => {
    unsaved = true
  })
  form.addEventListener('submit', () => {
    unsaved = false
  })
  addEventListener('beforeunload', ask)
  for (const type of ['click', 'keyup']) {
    document.addEventListener(
      type,
      (event) => {
        const leaving = event.target instanceof Element && event.target.closest('.govuk-exit-this-page')
        if (leaving || (event instanceof KeyboardEvent && event.key === 'Shift'))
          removeEventListener('beforeunload', ask)
      },
      true,
    )
  }
}
