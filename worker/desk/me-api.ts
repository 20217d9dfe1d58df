import { type Coordinator, practice } from '../../content/practice.ts'
import type { AppEnv } from '../http/context.ts'
import { Hono } from '../http/hono.ts'

/** The route that tells who is signed in, and who works at the practice, by name and without e-mail addresses. */
export const signedInCoordinatorAndColleaguesApi = new Hono<AppEnv>().get('/me', (c) => {
  const { id, name, administrator, privacyOfficer } = c.get('coordinator')
  const toColleague = ({ id, name, profession }: Coordinator) => ({ id, name, profession })
  return c.json({
    ...{ id, name, administrator, privacyOfficer },
    coordinators: practice.coordinators.map(toColleague),
  })
})
