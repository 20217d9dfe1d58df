import { type Coordinator, practice } from '../../content/practice.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'

/** The route that tells who is signed in, and who works at the practice, by name and without e-mail addresses. */
export const signedInCoordinatorAndColleaguesApi = new Hono<AppEnv>().get('/me', (c) =>
  c.json(pickSignedInCoordinatorAndColleagues(c.get('coordinator'))),
)

/** What the desk shows of who is signed in and of everybody else who works at the practice. */
export const pickSignedInCoordinatorAndColleagues = (coordinator: Coordinator) => {
  const { id, name, administrator, privacyOfficer } = coordinator
  const toColleague = ({ id, name, profession }: Coordinator) => ({ id, name, profession })
  return {
    ...{ id, name, administrator, privacyOfficer },
    coordinators: practice.coordinators.map(toColleague),
  }
}
