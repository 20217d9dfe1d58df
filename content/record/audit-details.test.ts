import { expect, it } from 'vitest'
import { findAuditActionDefinition } from './audit-actions.ts'
import { findAuditDetailDefinition } from './audit-details.ts'

it('knows the words of what it declares, and none of what it does not', () => {
  expect(findAuditActionDefinition('answers_read')).toMatchObject({ kind: 'reading', en: expect.any(String) })
  expect(findAuditDetailDefinition('reason')).toHaveProperty('values.screening')
  for (const unknown of ['unheard_of', 'constructor', '__proto__']) {
    expect(findAuditActionDefinition(unknown)).toBeUndefined()
    expect(findAuditDetailDefinition(unknown)).toBeUndefined()
  }
})
