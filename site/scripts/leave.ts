import { ExitThisPage } from 'govuk-frontend/dist/govuk/components/exit-this-page/exit-this-page.mjs'

/** What somebody does first on a page. It comes before what the button listens to: a key pressed down before it is up. */
const FIRST_SIGNS = ['keydown', 'pointerdown', 'focusin', 'click']

/**
 * Starts the button that leaves the page, and pressing Shift three times, at the first sign of somebody: the component
 * adds parts to the button that nobody sees before, and drawing the page again would keep a slow phone busy.
 */
export function startLeaveButton(button: Element): void {
  const start = () => {
    for (const sign of FIRST_SIGNS) document.removeEventListener(sign, start, true)
    new ExitThisPage(button)
    // Back then leads to the home page, even before the worker knows that somebody left.
    addEventListener('beforeunload', () => {
      const home = document.querySelector<HTMLAnchorElement>('.masthead__brand')
      if (home && document.body.classList.contains('govuk-exit-this-page-hide-content'))
        history.replaceState(null, '', home.href)
    })
  }
  for (const sign of FIRST_SIGNS) document.addEventListener(sign, start, true)
}
