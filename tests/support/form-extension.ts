import { encodeFormBody } from '../../forms/example.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import type { Visitor } from './test-portal.ts'

/**
 * The fields that browser extensions, translators and password managers add to a form, and names that a program may
 * stumble over. No page of the portal has them.
 */
export const foreignFields: FormFields = {
  'extension-input': ['kanari'],
  'g-recaptcha-response': [''],
  lastpass: ['kanari', 'twice'],
  undefined: ['undefined'],
  'code ': ['kanari'],
  __proto__2: ['1'],
  constructor: ['kanari'],
  toString: ['kanari'],
  hasOwnProperty: [''],
  'legalName[]': ['kanari'],
  'legalName\u0000': ['kanari'],
  '': ['kanari'],
}

/** A visitor whose browser adds the foreign fields to every form that is posted. */
export function installFormExtension(visitor: Visitor): Visitor {
  const extra = `${encodeFormBody(foreignFields)}&__proto__=1&__proto__[admin]=1`
  return {
    get: visitor.get,
    request: visitor.request,
    post: (path, fields = {}) => {
      const body = typeof fields === 'string' ? fields : encodeFormBody(fields)
      return visitor.post(path, body === '' ? extra : `${body}&${extra}`)
    },
    get cookie() {
      return visitor.cookie
    },
    set cookie(value: string) {
      visitor.cookie = value
    },
  }
}
