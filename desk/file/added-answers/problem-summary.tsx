import { useWordingText } from '../../ui/language.tsx'
import { useFocusWhen } from '../../ui/use-focus-when.ts'
import { addedAnswersWording } from './wording.ts'

/** What to mend, and the id of the control in which. */
interface ShownProblem {
  readonly controlId: string
  readonly message: string
}

interface Props {
  readonly problems: readonly ShownProblem[]
  /** Changes when something new is to be mended, and not while somebody mends it. */
  readonly foundAt: unknown
}

/** Lists what is to be mended, with links to the fields. It takes the focus when a new list is found. */
export function ProblemSummary({ problems, foundAt }: Props) {
  const text = useWordingText()
  const box = useFocusWhen<HTMLDivElement>(problems.length > 0 && foundAt)
  if (problems.length === 0) return null
  return (
    <div ref={box} role="alert" tabIndex={-1} className="problem problems">
      <h3>{text(addedAnswersWording.problem)}</h3>
      <ul>
        {problems.map(({ controlId, message }) => (
          <li key={controlId}>
            <a href={`#${controlId}`}>{message}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}
