import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type ErasureReason, erasureReasonOptions } from '../../content/file/erasures.ts'
import { getFileStageWording } from '../../content/file-stages.ts'
import { fileClient, parseResponseOrThrowApiError } from '../client/api-client.ts'
import { useDiscreetScreen } from '../client/discreet-screen.ts'
import { ReasonedButton } from '../file/decisions/reasoned-button.tsx'
import { parentSideWording } from '../file/facts-wording.ts'
import { getSearchStatus } from '../search/search-status.ts'
import { searchWording } from '../search/wording.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { useWordingText } from '../ui/language.tsx'
import { useAction } from '../ui/use-action.tsx'
import { useClearOnLeave } from '../ui/use-clear-on-leave.ts'
import { ExportPanel } from './export-panel.tsx'
import { HoldButton } from './hold-form.tsx'
import {
  type ErasedSide,
  type PersonSearchHit,
  personSearchKey,
  personSearchQuery,
  retentionsQuery,
} from './queries.ts'
import { personalDataWording } from './wording.ts'

/** Finds what is held of somebody who asks. What was typed and found is gone once the page is left. */
export function PersonSearch() {
  const text = useWordingText()
  const [typed, setTyped] = useState('')
  const [query, setQuery] = useState('')
  const { data, error, isFetching, refetch } = useQuery(personSearchQuery(query))
  useClearOnLeave(typed !== '' || query !== '', () => {
    setTyped('')
    setQuery('')
  })
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const asked = typed.trim()
    if (asked !== '' && asked === query) void refetch()
    setQuery(asked)
  }
  const status = getSearchStatus(data, error, isFetching)
  return (
    <section>
      <h2>{text(personalDataWording.find)}</h2>
      <form onSubmit={onSubmit}>
        <Field label={text(personalDataWording.findLabel)} hint={text(personalDataWording.findHint)}>
          {(control) => (
            <input
              {...control}
              type="search"
              autoComplete="off"
              spellCheck={false}
              maxLength={200}
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
          )}
        </Field>
        <Button>{text(personalDataWording.findNow)}</Button>
      </form>
      <p role="status">{status && text(status)}</p>
      {data && data.hits.length > 0 && (
        <ul className="personal-data__files" aria-label={text(searchWording.results)}>
          {data.hits.map((hit) => (
            <FoundFile key={hit.reference} hit={hit} />
          ))}
        </ul>
      )}
    </section>
  )
}

function FoundFile({ hit }: { hit: PersonSearchHit }) {
  const text = useWordingText()
  const isDiscreet = useDiscreetScreen()
  const { reference, stage, people, parents, isErasable, isHeldBack, isHoldable } = hit
  const isAnyErasable = isErasable || parents.some((parent) => parent.isErasable)
  return (
    <li>
      <h3 className="reference">{reference}</h3>
      <p>
        {text(getFileStageWording(stage))}
        {isHeldBack && ` · ${text(personalDataWording.heldBack)}`}
      </p>
      {people ? (
        !isAnyErasable && parents.length > 0 && <p>{text(personalDataWording.notErasable)}</p>
      ) : (
        <p>{text(personalDataWording.worksElsewhere)}</p>
      )}
      <dl>
        {parents.map((parent) => (
          <div key={parent.side} className="row">
            <dt>
              {text(parentSideWording[parent.side])}
              {!isDiscreet && people?.[parent.side] && (
                <>
                  {' · '}
                  <bdi>{people[parent.side]}</bdi>
                </>
              )}
            </dt>
            <dd className="actions">
              {people && <ExportPanel reference={reference} side={parent.side} />}
              {parent.isErasable && <EraseButton reference={reference} side={parent.side} />}
            </dd>
          </div>
        ))}
      </dl>
      {(isErasable || isHoldable) && (
        <div className="actions">
          {isErasable && <EraseButton reference={reference} side={null} />}
          {isHoldable && <HoldButton reference={reference} />}
        </div>
      )}
    </li>
  )
}

/** Erases what a file holds of a parent, or of the family, for a reason, once that was confirmed. */
function EraseButton({ reference, side }: { reference: string; side: ErasedSide }) {
  const text = useWordingText()
  const action = useAction({
    submit: (reason: ErasureReason) =>
      parseResponseOrThrowApiError(
        fileClient.erasure.$post({ param: { reference }, json: { side, reason } }),
      ),
    makesStale: [retentionsQuery.queryKey, personSearchKey],
    announces: personalDataWording.erased,
  })
  return (
    <ReasonedButton
      label={text(side ? personalDataWording.erase : personalDataWording.eraseFile)}
      about={side ? `${text(parentSideWording[side])} ${reference}` : reference}
      consequence={text(side ? personalDataWording.eraseParentMeans : personalDataWording.eraseFileMeans)}
      confirmLabel={text(personalDataWording.eraseNow)}
      reasons={erasureReasonOptions}
      action={action}
    />
  )
}
