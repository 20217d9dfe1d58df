import { expect, it } from 'vitest'
import { dropMethods } from './drop-methods.ts'

const source =
  'class Dialect { a() { return 1 }\n  async b() { return this.a() } static c = 3 }\nfunction b() {}'

it('drops the methods of a class, and nothing else of that name', () => {
  expect(dropMethods('dialect.js', source, ['b']).code).toBe(
    'class Dialect { a() { return 1 }\n   static c = 3 }\nfunction b() {}',
  )
})

it('refuses a method that is not there', () => {
  expect(() => dropMethods('dialect.js', source, ['b', 'migrate'])).toThrow(
    'dialect.js has no method migrate',
  )
})
