import { beforeAll } from 'vitest'
import { passHour } from './pass-time.ts'

// Runs before each file of journeys, since all come from one practice.
beforeAll(passHour)
