import { expect, it } from 'vitest'
import { practice } from '../../content/practice.ts'
import { bindings } from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'
import { unsealMessage } from './message.ts'
import { createParentMessageOutboxRow } from './parent-message.ts'

const env = parseEnvironment(bindings)
const address = { email: 'ida@example.org', mailSubject: 'documents' } as const
const about = {
  kind: 'authorisation-requested',
  fileId: 'file',
  language: 'fr',
  facts: undefined,
  dependsOn: { authorisationId: 'authorisation' },
} as const

it('goes from the discreet sender to the safe address, and names the parent whose address that is', async () => {
  const row = await createParentMessageOutboxRow(env, { ...about, parentId: 'ida', contactRules: address }, 7)
  expect(row).toMatchObject({
    fileId: 'file',
    parentId: 'ida',
    kind: 'authorisation-requested',
    dependsOn: '{"authorisationId":"authorisation"}',
    createdAt: 7,
  })
  expect(row && (await unsealMessage(env.keys, row.id, row.sealedMessage))).toMatchObject({
    from: practice.discreetMailFrom,
    to: 'ida@example.org',
    subject: 'Vos documents',
  })
})

it.each([
  ['nobody told us how to reach them', undefined],
  ['no address is safe', { mailSubject: 'documents' } as const],
])('is none when %s', async (_, contactRules) => {
  expect(
    await createParentMessageOutboxRow(env, { ...about, parentId: 'ida', contactRules }, 7),
  ).toBeUndefined()
})

it('names no parent when the address was given for this message', async () => {
  const given = { kind: 'resume-code', fileId: null, language: 'en', contactRules: address } as const
  const dependsOn = { resumeCodeHash: 'hash', sections: ['reaching-you'], revision: 1 }
  const facts = { code: 'K7Q4', lastDay: 'December 20, 2026' }
  expect(await createParentMessageOutboxRow(env, { ...given, dependsOn, facts }, 7)).toMatchObject({
    parentId: null,
  })
})

it('is held by the compiler to what its kind needs', () => {
  const ida = { parentId: 'ida', contactRules: address }
  // If one of these calls were valid, its `@ts-expect-error` would be an error.
  const wrong = [
    // @ts-expect-error The message must name its parent, so that delivery checks the address again.
    () => createParentMessageOutboxRow(env, { ...about, contactRules: address }, 7),
    // @ts-expect-error This kind does not exist.
    () => createParentMessageOutboxRow(env, { ...about, kind: 'session', contactRules: address }, 7),
    // @ts-expect-error The message must name what it depends on.
    () => createParentMessageOutboxRow(env, { ...about, ...ida, dependsOn: {} }, 7),
    // @ts-expect-error This kind goes to coordinators.
    () => createParentMessageOutboxRow(env, { ...about, kind: 'new-file', contactRules: address }, 7),
  ]
  expect(wrong).toHaveLength(4)
})
