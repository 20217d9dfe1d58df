import { expect, it } from 'vitest'
import { joinSqlLines } from './join-sql-lines.ts'

const join = (source: string) => joinSqlLines('statement.ts', source)?.code

it('joins the lines of SQL, and leaves what stands in it and every other text', () => {
  const source = [
    'const café = `a\n  text` as string',
    "const open = sql<number>`select 'two  spaces'",
    '    from files',
    `  where id = \${id} and \${`,
    '    sql`closed_at',
    '      is null`',
    '  }`',
  ].join('\n')

  expect(join(source)).toBe(
    [
      'const café = `a\n  text` as string',
      `const open = sql<number>\`select 'two  spaces' from files where id = \${id} and \${`,
      '    sql`closed_at is null`',
      '  }`',
    ].join('\n'),
  )
})

it('leaves a source alone in which nothing is to join', () => {
  expect(join('const all = sql`select 1`\n')).toBeUndefined()
})

it.each([
  ['a comment', 'sql`select 1 -- one\n from files`', 'a comment stands in SQL'],
  ['a comment of another kind', 'sql`select 1 /* one */\n from files`', 'a comment stands in SQL'],
  ['a text that goes over lines', "sql`select 'one\n two'`", 'a text in SQL goes over lines'],
])('refuses %s', (_, source, message) => {
  expect(() => join(source)).toThrow(message)
})
