/**
 * Says on the page before a form whether it is started or continued in this browser. The worker sets a cookie beside that
 * of a draft, which says nothing else, and never on a shared device (decision 152).
 */
export function nameStartButtons(): void {
  for (const button of document.querySelectorAll<HTMLAnchorElement>('[data-continue-cookie]')) {
    const { start, startAt, continue: goOn, continueAt, continueCookie } = button.dataset
    const isContinued = document.cookie.split('; ').includes(`${continueCookie}=1`)
    button.textContent = (isContinued ? goOn : start) ?? ''
    button.href = (isContinued ? continueAt : startAt) ?? ''
  }
}

/** Deletes every cookie that a script reads, so that after leaving no page tells of a draft until it is saved again. */
export function deleteReadableCookies(): void {
  for (const [name] of document.cookie.matchAll(/[^;= ]+(?==)/g)) {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API answers later, when the page has gone.
    document.cookie = `${name}=; Max-Age=0; Path=/; Secure; SameSite=Lax`
  }
}
