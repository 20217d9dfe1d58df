import { useQuery } from '@tanstack/react-query'
import type { NextStepFacts } from '../../content/today/next-step-facts.ts'
import { buildStepClock, type PickedStep, pickNextStep } from '../../content/today/pick-next-step.ts'
import { getDeviceTimeZone } from '../ui/device-time-zone.ts'
import { dayOfFileQuery } from './queries.ts'

/**
 * Finds the next step of one file among those of the coordinator’s day, and what day it is; undefined while the day is
 * loading, and for a file that is not among them. The day is asked again when something happened in the file.
 */
export function useNextStep(
  reference: string,
  lastEvent: number,
): { step: PickedStep; today: string } | undefined {
  const { data } = useQuery({
    ...dayOfFileQuery(reference, lastEvent),
    placeholderData: (before) => before,
  })
  const file = data?.files.find((one) => one.reference === reference)
  if (!file || !data) return undefined
  const clock = buildStepClock(data.now, getDeviceTimeZone(), data.answersWithinDays)
  return { step: pickNextStep(file.facts as NextStepFacts, clock), today: clock.today }
}
