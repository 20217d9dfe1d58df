import { expect, it } from 'vitest'
import { SHOW_TIMES_BUTTON } from '../content/file/page-cases.ts'
import { pageButtons } from '../content/page-buttons.ts'
import { listBuiltPages, parseBuiltPage } from '../dev/built-site.ts'
import { splitLanguagePath } from '../forms/language.ts'

/** Every button of a built page that posts: the English path to which it posts, and what it says. */
const buttons = listBuiltPages().flatMap((address) => {
  const page = parseBuiltPage(address)
  return [...page.querySelectorAll('form[method="post"]')].flatMap((form) => {
    const { path } = splitLanguagePath(form.getAttribute('action') ?? '')
    const own = [...form.querySelectorAll('button[type="submit"]')]
    const elsewhere = page.querySelectorAll(`button[form="${form.getAttribute('id') ?? ''}"]`)
    return [...own, ...elsewhere].map((button) => ({
      address,
      path,
      name: button.getAttribute('name') ?? undefined,
      value: button.getAttribute('value') ?? undefined,
      isOwn: own.includes(button),
    }))
  })
})

const expectedButton = (path: string): string | undefined => {
  const known: Readonly<Record<string, string>> = pageButtons
  const address = path.replace(/^(\/file\/more\/).+/, '$1')
  return known[address] ?? known[path.split('/')[2] ?? '']
}

it('names each button that the worker asks for, and the key Enter presses the same', () => {
  const asked = buttons.filter(
    ({ path, value }) => expectedButton(path) && !['language', SHOW_TIMES_BUTTON].includes(value ?? ''),
  )
  expect(asked.length).toBeGreaterThan(30)
  for (const { address, path, name, value } of asked)
    expect([address, name, value]).toEqual([address, 'press', expectedButton(path)])
})

it('has a button for everything that the worker asks for', () => {
  const pressed = new Set(buttons.map(({ path, value }) => value === expectedButton(path) && value))
  for (const button of Object.values(pageButtons)) expect(pressed, button).toContain(button)
})
