import type { Wording } from '../../forms/language.ts'
import { useDiscreetScreen } from '../client/discreet-screen.ts'
import { useWordingText } from './language.tsx'

interface Props {
  /** The names of both parents; null for whoever may not read the file. */
  readonly people: { readonly initiating: string | null; readonly other: string | null } | null
}

const andWording: Wording = { en: 'and', fr: 'et' }

/** The names of a file’s parents, whoever came first before the other. Shows nothing on a discreet screen. */
export function PeopleNames({ people }: Props) {
  const text = useWordingText()
  const isDiscreet = useDiscreetScreen()
  const names = [people?.initiating, people?.other].filter((name) => name != null)
  if (isDiscreet || names.length === 0) return null
  const [first, second] = names
  return (
    <span className="people">
      <bdi>{first}</bdi>
      {second !== undefined && (
        <>
          {' '}
          {text(andWording)} <bdi>{second}</bdi>
        </>
      )}
    </span>
  )
}
