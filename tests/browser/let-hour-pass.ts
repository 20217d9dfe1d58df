import { beforeAll } from 'vitest'
import { passHour } from './pass-hour.ts'

// Runs before each file of journeys, since all come from one practice.
beforeAll(passHour)
