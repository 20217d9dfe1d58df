import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { getFileStageWording } from '../../content/file-stages.ts'
import type { ApiError } from '../client/api-failure.ts'
import { getFilePagePath } from '../client/routes.ts'
import { areSingleKeysOn, useSingleKeys } from '../client/single-keys.ts'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { PeopleNames } from '../ui/people-names.tsx'
import { useClearOnLeave } from '../ui/use-clear-on-leave.ts'
import { findFiles, type SearchHit, type SearchResult } from './find-files.ts'
import { getSearchStatus } from './search-status.ts'
import { searchWording } from './wording.ts'

/**
 * The search field of every page. Enter searches, which is recorded, so nothing is sent while somebody types. Arrows walk
 * through the results, Escape leaves them, and `/` leads here from wherever nothing is typed. What was searched for and
 * found stands in no address, and is gone once the page is left.
 */
export function SearchField() {
  const text = useWordingText()
  const hasSingleKeys = useSingleKeys()
  const [id, field, results] = [useId(), useRef<HTMLInputElement>(null), useRef<HTMLUListElement>(null)]
  const [query, setQuery] = useState('')
  const { mutate, reset, data, error, isPending } = useMutation<SearchResult, ApiError, string>({
    mutationFn: findFiles,
    gcTime: 0,
  })
  const clear = () => {
    setQuery('')
    reset()
  }
  useClearOnLeave(query !== '' || data !== undefined, clear)
  useFocusOnSlash(field)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (query.trim() !== '' && !isPending) mutate(query.trim())
  }
  const moveFocus = (event: KeyboardEvent) => {
    const stops = [field.current, ...(results.current?.querySelectorAll('a') ?? [])]
    const at = stops.indexOf(document.activeElement as HTMLAnchorElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Escape: 0 }[event.key]
    if (to === undefined || (event.key !== 'Escape' && stops.length === 1)) return
    event.preventDefault()
    if (event.key === 'Escape' && at <= 0) clear()
    stops[Math.min(Math.max(to, 0), stops.length - 1)]?.focus()
  }
  const status = getSearchStatus(data, error, isPending)
  return (
    <search className="search" onKeyDown={moveFocus}>
      <form onSubmit={submit}>
        <label className="visually-hidden" htmlFor={id}>
          {text(searchWording.label)}
        </label>
        <input
          ref={field}
          id={id}
          type="search"
          enterKeyHint="search"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={200}
          placeholder={text(searchWording.label)}
          aria-describedby={`${id}-hint`}
          value={query}
          onChange={({ target }) => {
            setQuery(target.value)
            if (data || error) reset()
          }}
        />
        <p id={`${id}-hint`} className="search__hint">
          {text(searchWording.hint)} {hasSingleKeys && text(searchWording.slash)}
        </p>
      </form>
      <p role="status" className="search__status">
        {status && text(status)}
      </p>
      {data && data.hits.length > 0 && (
        <ul ref={results} className="search__results" aria-label={text(searchWording.results)}>
          {data.hits.map((hit) => (
            <FoundFile key={hit.reference} hit={hit} />
          ))}
        </ul>
      )}
    </search>
  )
}

function FoundFile({ hit: { reference, people, stage, lead } }: { hit: SearchHit }) {
  const text = useWordingText()
  return (
    <li>
      <a href={getFilePagePath(useLanguage(), reference)}>
        <span className="reference">{reference}</span> <PeopleNames people={people} />
        <span className="search__facts">
          {text(getFileStageWording(stage))}
          {lead && `, ${lead.name}`}
        </span>
      </a>
    </li>
  )
}

/** Leads to the field when `/` is pressed, unless somebody types or a shortcut of the browser is meant. */
function useFocusOnSlash(field: { readonly current: HTMLInputElement | null }): void {
  useEffect(() => {
    const focus = (event: globalThis.KeyboardEvent) => {
      const isTyping =
        event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]')
      if (
        event.key !== '/' ||
        !areSingleKeysOn() ||
        isTyping ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey
      )
        return
      event.preventDefault()
      field.current?.focus()
    }
    addEventListener('keydown', focus)
    return () => removeEventListener('keydown', focus)
  }, [field])
}
