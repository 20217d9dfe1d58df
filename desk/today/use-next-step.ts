import { useQuery } from '@tanstack/react-query'
import type { NextStepFacts } from '../../content/today/next-step-facts.ts'
import { buildStepClock, type PickedStep, pickNextStep } from '../../content/today/pick-next-step.ts'
import { getDeviceTimeZone } from '../ui/device-time-zone.ts'
import { nextStepQuery } from './queries.ts'

/**
 * Finds the next step of a file, and what day it is; undefined while it is loading, and for a file that has none. It is
 * asked again when something happened in the file.
 */
export function useNextStep(
  reference: string,
  lastEvent: number,
): { step: PickedStep; today: string } | undefined {
  const { data } = useQuery({
    ...nextStepQuery(reference, lastEvent),
    placeholderData: (before) => before,
  })
  if (!data?.facts) return undefined
  const clock = buildStepClock(data.now, getDeviceTimeZone(), data.answersWithinDays)
  return { step: pickNextStep(data.facts as NextStepFacts, clock), today: clock.today }
}
