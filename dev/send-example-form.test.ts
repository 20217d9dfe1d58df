import { expect, it } from 'vitest'
import { requireRedirect } from './send-example-form.ts'

const redirect = (cookie: string) => new Response(null, { status: 303, headers: { 'Set-Cookie': cookie } })

it('takes a redirect, and one that deletes a page that came back', async () => {
  await requireRedirect('/intake/you/', redirect('__Host-draft=x; Path=/'))
  await requireRedirect('/intake/you/', redirect('__Host-returned-0=; Path=/; Max-Age=0'))
})

it('refuses a page that comes back with mistakes, and every other answer', async () => {
  await expect(requireRedirect('/intake/you/', redirect('__Host-returned-0=x; Path=/'))).rejects.toThrow(
    '/intake/you/ came back',
  )
  await expect(requireRedirect('/intake/you/', new Response('', { status: 422 }))).rejects.toThrow(
    '/intake/you/ answered 422',
  )
})
