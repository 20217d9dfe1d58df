import * as z from 'zod'

/** The side of a parent in a file: the one who wrote first, or the other one. */
export const sideSchema = z.enum(['initiating', 'other'])

export const pickParentOnSide = <Parent extends { readonly side: z.infer<typeof sideSchema> }>(
  parents: readonly Parent[],
  side: z.infer<typeof sideSchema>,
): Parent | undefined => parents.find((parent) => parent.side === side)
