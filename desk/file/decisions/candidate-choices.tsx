import { useId } from 'react'
import { formatDateInZone } from '../../../content/time/local-time.ts'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { buildLoadWording } from '../../ui/load-wording.ts'
import { useFocusWhen } from '../../ui/use-focus-when.ts'
import type { LeadCandidates } from '../queries.ts'
import { buildAwayWording, candidateWording, shortObjectionWordings } from './candidate-wording.ts'
import { decisionsWording } from './wording.ts'

type Candidate = LeadCandidates['candidates'][number]

interface Props {
  readonly candidates: readonly Candidate[]
  readonly isProvinceSettled: boolean
  readonly chosen: string | undefined
  readonly isMissing: boolean
  readonly onChoose: (id: string) => void
}

/** The coordinators who could lead a file, with what speaks for and against each. Those who fit best come first. */
export function CandidateChoices({ candidates, isProvinceSettled, chosen, isMissing, onChoose }: Props) {
  const text = useWordingText()
  const id = useId()
  const first = useFocusWhen<HTMLInputElement>(isMissing || undefined)
  const choosable = candidates.filter(({ isLead }) => !isLead).toSorted(byFit)
  return (
    <fieldset className="choices" aria-describedby={isMissing ? `${id}-problem` : undefined}>
      <legend>{text(decisionsWording.assignTo)}</legend>
      {isMissing && (
        <p id={`${id}-problem`} className="problem-line">
          {text(candidateWording.noneChosen)}
        </p>
      )}
      {[...choosable, ...candidates.filter(({ isLead }) => isLead)].map((candidate, index) => (
        <label key={candidate.id} className="choice candidate">
          <input
            ref={index === 0 ? first : undefined}
            type="radio"
            name={id}
            value={candidate.id}
            disabled={candidate.isLead}
            checked={chosen === candidate.id}
            aria-labelledby={`${id}-${candidate.id}`}
            aria-describedby={`${id}-${candidate.id}-facts`}
            onChange={() => onChoose(candidate.id)}
          />
          <span>
            <span id={`${id}-${candidate.id}`}>{candidate.name}</span>
            <CandidateFacts
              id={`${id}-${candidate.id}-facts`}
              candidate={candidate}
              isProvinceSettled={isProvinceSettled}
            />
          </span>
        </label>
      ))}
      {!isProvinceSettled && <p className="hint">{text(candidateWording.provinceUnsettled)}</p>}
    </fieldset>
  )
}

/** What speaks for and against one coordinator: licence, language, how many files they carry, a conflict of interest. */
function CandidateFacts({
  id,
  candidate: { isLead, awayUntil, objections, carriedFiles, unreadFiles, capacity },
  isProvinceSettled,
}: {
  readonly id: string
  readonly candidate: Candidate
  readonly isProvinceSettled: boolean
}) {
  const language = useLanguage()
  const text = useWordingText()
  const has = (objection: Candidate['objections'][number]) => objections.includes(objection)
  const { licensed, speaksLanguage, leads } = candidateWording
  const facts = [
    ...(isLead ? [{ wording: leads, isAgainst: false }] : []),
    ...(awayUntil === null
      ? []
      : [
          {
            wording: buildAwayWording(formatDateInZone(Date.parse(awayUntil), 'UTC', language)),
            isAgainst: true,
          },
        ]),
    ...(has('conflict') ? [{ wording: shortObjectionWordings.conflict, isAgainst: true }] : []),
    ...(isProvinceSettled || has('not-licensed')
      ? [
          has('not-licensed')
            ? { wording: shortObjectionWordings['not-licensed'], isAgainst: true }
            : { wording: licensed, isAgainst: false },
        ]
      : []),
    has('language')
      ? { wording: shortObjectionWordings.language, isAgainst: true }
      : { wording: speaksLanguage, isAgainst: false },
    {
      wording: buildLoadWording({ carried: carriedFiles, unread: unreadFiles, capacity }),
      isAgainst: has('no-room'),
    },
  ]
  return (
    <span id={id} className="candidate__facts">
      {facts.map(({ wording, isAgainst }) => (
        <span key={text(wording)} className={isAgainst ? 'candidate__objection' : undefined}>
          {text(wording)}
        </span>
      ))}
    </span>
  )
}

/**
 * Those against whom nothing speaks, and who are here, come first, then those with more room once they have read what they
 * have.
 */
const byFit = (one: Candidate, other: Candidate) =>
  countObstacles(one) - countObstacles(other) || countRoom(other) - countRoom(one)

const countRoom = ({ capacity, carriedFiles, unreadFiles }: Candidate) =>
  capacity - carriedFiles - unreadFiles

const countObstacles = ({ objections, awayUntil }: Candidate) =>
  objections.length + (awayUntil === null ? 0 : 1)
