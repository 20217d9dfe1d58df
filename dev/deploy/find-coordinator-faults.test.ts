import { describe, expect, it } from 'vitest'
import { practice } from '../../content/practice.ts'
import {
  describeFilesLeftBehind,
  findCoordinatorFaults,
  findOrphanedFiles,
} from './find-coordinator-faults.ts'

const { coordinators } = practice
const people = {
  coordinators,
  formerCoordinators: [{ id: 'noor-haddad', name: 'Noor Haddad', leftOn: '2026-10-31' }],
}

/** Answers as the database would, with the files whose lead the query does not leave out. */
const createQuery =
  (files: readonly { reference: string; stage: string; leadCoordinatorId: string }[]) =>
  <Row>(sql: string): Row[] =>
    files.filter(({ leadCoordinatorId }) => !sql.includes(`'${leadCoordinatorId}'`)) as Row[]

describe('who works here and who has left', () => {
  it('are taken as they should be', () => {
    expect(findCoordinatorFaults(people, '2026-11-30')).toEqual([])
    expect(findCoordinatorFaults({ ...people, formerCoordinators: [] }, '2026-11-30')).toEqual([])
  })

  it('are a fault when somebody leaves on a day to come, or no administrator or privacy officer is left', () => {
    expect(findCoordinatorFaults(people, '2026-10-30')).toEqual([
      expect.stringContaining('Noor Haddad: leftOn is 2026-10-31'),
    ])
    for (const role of ['administrator', 'privacyOfficer'] as const) {
      const workers = coordinators.map((coordinator) => ({ ...coordinator, [role]: false }))
      expect(findCoordinatorFaults({ ...people, coordinators: workers }, '2026-11-30')).toEqual([
        expect.stringContaining(role === 'administrator' ? 'an administrator' : 'privacyOfficer'),
      ])
    }
  })
})

describe('open files', () => {
  const query = createQuery([
    { reference: 'K7Q4-9MX2', stage: 'open', leadCoordinatorId: 'noor-haddad' },
    { reference: 'K7Q4-9MX3', stage: 'new', leadCoordinatorId: 'deleted' },
    { reference: 'K7Q4-9MX4', stage: 'open', leadCoordinatorId: 'deleted' },
    { reference: 'K7Q4-9MX5', stage: 'closed', leadCoordinatorId: 'deleted' },
    { reference: 'K7Q4-9MX6', stage: 'open', leadCoordinatorId: coordinators[0]?.id ?? '' },
  ])

  it('of somebody who was deleted are a fault, one line a person', () => {
    expect(findOrphanedFiles(query, people)).toEqual([
      expect.stringMatching(/^coordinators: “deleted” leads K7Q4-9MX3, K7Q4-9MX4 and .*leftOn/),
    ])
  })

  it('of somebody who has left are no fault, and are told', () => {
    expect(describeFilesLeftBehind(query, people)[0]).toBe(
      'Noor Haddad left on 2026-10-31 and leads K7Q4-9MX2',
    )
    expect(describeFilesLeftBehind(query, { ...people, formerCoordinators: [] })).toEqual([])
  })

  it('are not asked after on a first deployment, whose database has no tables', () => {
    const queryEmpty = (statement: string) => {
      if (!statement.includes('sqlite_master')) throw new Error('no such table')
      return []
    }
    expect(describeFilesLeftBehind(queryEmpty, people)).toEqual([])
  })
})
