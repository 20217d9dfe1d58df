import * as z from 'zod/mini'
import { parents } from '../../db/schema.ts'

/** The side of a parent in a file: the one who wrote first, or the other one. */
export const sideSchema = z.enum(parents.side.enumValues)

export type ParentSide = z.infer<typeof sideSchema>

export const pickParentOnSide = <Parent extends { readonly side: ParentSide }>(
  parents: readonly Parent[],
  side: ParentSide,
): Parent | undefined => parents.find((parent) => parent.side === side)

/** The parents who came to the practice. A parent whom only the other one named has no status. */
export const pickParentsWithStatus = <Parent extends { readonly status: string | null }>({
  parents,
}: {
  readonly parents: readonly Parent[]
}): Parent[] => parents.filter(({ status }) => status !== null)
