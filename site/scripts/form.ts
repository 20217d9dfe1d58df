import { type Condition, conditionHolds } from '../../forms/condition.ts'

/** Follows what is typed into a form: reveals questions, and guards what is not saved. */
export function startForm(form: HTMLFormElement): void {
  revealQuestions(form)
  form.addEventListener('change', ({ target }) => untickWhatExcludes(form, target as HTMLInputElement))
  form.addEventListener('change', () => revealQuestions(form))
  form.addEventListener('input', () => revealQuestions(form))
  warnBeforeLosingInput(form)
}

/** Unticks the other options when one that stands alone is ticked, and that one when another is. */
function untickWhatExcludes(form: HTMLFormElement, ticked: HTMLInputElement) {
  if (ticked.type !== 'checkbox' || !ticked.checked) return
  for (const other of form.querySelectorAll<HTMLInputElement>(`[name="${ticked.name}"]`)) {
    if (other !== ticked && ('alone' in ticked.dataset || 'alone' in other.dataset)) other.checked = false
  }
}

/** Shows each question only while its condition holds. A hidden question keeps what was typed, and posts it. */
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

/**
 * Asks before somebody leaves a page on which anything is not saved: what a page that came back shows as it was typed, and
 * whatever differs from the page as it was made. Never asks somebody who leaves in a hurry.
 */
function warnBeforeLosingInput(form: HTMLFormElement) {
  let isSubmitted = false
  form.addEventListener('submit', () => {
    isSubmitted = true
  })
  form.addEventListener('input', () => {
    isSubmitted = false
  })
  addEventListener('beforeunload', (event) => {
    // The leave button and its three presses of Shift hide the page before they lead away.
    const isLeaving = document.body.classList.contains('govuk-exit-this-page-hide-content')
    if (!isLeaving && !isSubmitted && ('unsaved' in form.dataset || hasInput(form))) event.preventDefault()
  })
  // Back may show the page from the browser's memory, as it was before it was saved.
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted && isSubmitted) location.reload()
  })
}

/** Whether a control differs from the page as it was made, whoever changed it and whenever. */
const hasInput = (form: HTMLFormElement): boolean =>
  [...form.elements].some((control) => {
    if (control instanceof HTMLSelectElement) {
      const options = [...control.options]
      return !(options.find((option) => option.defaultSelected) ?? options[0])?.selected
    }
    if (control instanceof HTMLTextAreaElement) return control.value !== control.defaultValue
    return (
      control instanceof HTMLInputElement &&
      (/^(radio|checkbox)$/.test(control.type)
        ? control.checked !== control.defaultChecked
        : control.value !== control.defaultValue)
    )
  })
