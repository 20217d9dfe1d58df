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

/** Asks before somebody leaves a page with unsaved input by accident. The leave button never waits for it. */
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
