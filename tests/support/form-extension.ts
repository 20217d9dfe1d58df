import { encodeFormBody } from '../../forms/example.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import type { Visitor } from './test-portal.ts'

/**
 * The fields that browser extensions, translators and password managers add to a form, and names that a program may
 * stumble over. No page of the portal has them.
 */
export const foreignFields: FormFields = Object.fromEntries([
  ['extension-input', ['kanari']],
  ['g-recaptcha-response', ['']],
  ['lastpass', ['kanari', 'twice']],
  ['undefined', ['undefined']],
  ['code ', ['kanari']],
  ['__proto__', ['1']],
  ['__proto__[admin]', ['1']],
  ['constructor', ['kanari']],
  ['toString', ['kanari']],
  ['hasOwnProperty', ['']],
  ['legalName[]', ['kanari']],
  ['legalName\u0000', ['kanari']],
  ['', ['kanari']],
])

/** A visitor whose browser adds the foreign fields to every form that is posted. */
export const installFormExtension = (visitor: Visitor): Visitor => ({
  get: visitor.get,
  request: visitor.request,
  post: (path, fields = {}) =>
    typeof fields === 'string'
      ? visitor.post(path, `${fields}&${encodeFormBody(foreignFields)}`)
      : visitor.post(path, { ...fields, ...foreignFields }),
  get cookie() {
    return visitor.cookie
  },
  set cookie(value: string) {
    visitor.cookie = value
  },
})
