import { inject } from 'vitest'

/**
 * Chooses the cases of a table that explores: all of them in `npm run test:deep`, in `npm test` those that stand for
 * the others. A file that imports this runs in both.
 *
 * @example it.each(chooseCases(languages, (language) => language === 'fr'))
 */
export function chooseCases<Case>(
  cases: readonly Case[],
  standsForOthers: (one: Case, index: number) => boolean,
): readonly Case[] {
  const chosen = inject('isDeep') ? cases : cases.filter(standsForOthers)
  if (chosen.length === 0) throw new Error('No case stands for the others')
  return chosen
}

/** Of a table with a case for each role at one address after the other, takes the first role and one other at each. */
export const standsForRoles =
  (roles: number) =>
  (_: unknown, index: number): boolean =>
    [0, 1 + (Math.floor(index / roles) % (roles - 1))].includes(index % roles)
