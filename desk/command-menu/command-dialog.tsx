import { useMutation } from '@tanstack/react-query'
import { Fragment, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { ApiError } from '../client/api-failure.ts'
import { getFilePagePath } from '../client/routes.ts'
import { findFiles, type SearchResult } from '../search/find-files.ts'
import { getSearchStatus } from '../search/search-status.ts'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { PeopleNames } from '../ui/people-names.tsx'
import { useClearOnLeave } from '../ui/use-clear-on-leave.ts'
import { hasEveryWord, useCommands } from './commands.ts'
import { buildFindWording, commandMenuWording } from './wording.ts'

/** A line that can be chosen. One that stays open shows what comes of it in the menu itself. */
interface Choice {
  readonly id: string
  readonly group: string
  readonly label: ReactNode
  readonly run: () => void
  readonly staysOpen?: boolean
}

/**
 * The command menu: a combobox above the page, whose list shows what fits what was typed. The focus stays in the field and goes
 * back to where it was when the menu closes. A search for a file is recorded, so it is sent when it is chosen, never while
 * somebody types, and what it found is gone with the menu.
 */
export function CommandDialog({ onClose }: { onClose: () => void }) {
  const text = useWordingText()
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const search = useMutation<SearchResult, ApiError, string>({ mutationFn: findFiles, gcTime: 0 })
  const choices = useChoices(query, search)
  const current = choices[Math.min(at, choices.length - 1)]
  const status = getSearchStatus(search.data, search.error, search.isPending)
  const close = () => dialog.current?.close()
  useClearOnLeave(true, onClose)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  useEffect(() => {
    document.getElementById(`${id}-${current?.id}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, current?.id])
  const choose = ({ run, staysOpen = false }: Choice) => {
    setAt(0)
    if (!staysOpen) close()
    run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }
    const step = steps[event.key]
    if (step === undefined && event.key !== 'Enter') return
    event.preventDefault()
    if (step !== undefined) setAt((Math.min(at, choices.length - 1) + step + choices.length) % choices.length)
    else if (current && !search.isPending && !event.nativeEvent.isComposing) choose(current)
  }
  return (
    <dialog
      ref={dialog}
      className="command-menu"
      aria-label={text(commandMenuWording.open)}
      onClose={onClose}
    >
      <label htmlFor={`${id}-field`}>{text(commandMenuWording.label)}</label>
      <input
        id={`${id}-field`}
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={current && `${id}-${current.id}`}
        aria-describedby={`${id}-hint`}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        maxLength={200}
        value={query}
        onKeyDown={onKeyDown}
        onChange={({ target }) => {
          setQuery(target.value)
          setAt(0)
          search.reset()
        }}
      />
      <p id={`${id}-hint`} className="hint">
        {text(commandMenuWording.hint)}
      </p>
      <p role="status" className="command-menu__status">
        {status && text(status)}
      </p>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={text(commandMenuWording.list)}
        className="command-menu__list"
      >
        {choices.map((choice, nth) => (
          <Fragment key={choice.id}>
            {choice.group !== choices[nth - 1]?.group && (
              <p className="command-menu__group" aria-hidden="true">
                {choice.group}
              </p>
            )}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: The field has the focus, and its keys. */}
            {/* biome-ignore lint/a11y/useFocusableInteractive: The field names it as its active descendant. */}
            <div
              id={`${id}-${choice.id}`}
              role="option"
              aria-selected={choice === current}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(choice)}
            >
              {choice.label}
            </div>
          </Fragment>
        ))}
      </div>
    </dialog>
  )
}

/** Lists the files that were found, or else the commands that fit what was typed and the search for it. */
function useChoices(
  query: string,
  { data, mutate }: { data: SearchResult | undefined; mutate: (query: string) => void },
): readonly Choice[] {
  const language = useLanguage()
  const text = useWordingText()
  const commands = useCommands()
  const typed = query.trim()
  const found = text(commandMenuWording.found)
  if (data && data.hits.length > 0)
    return data.hits.map(({ reference, people }) => ({
      ...{ id: reference, group: found },
      label: (
        <>
          <span className="reference">{reference}</span> <PeopleNames people={people} />
        </>
      ),
      run: () => location.assign(getFilePagePath(language, reference)),
    }))
  return [
    ...commands
      .filter(({ label }) => hasEveryWord(text(label), typed))
      .map(({ label, group, ...command }) => ({ ...command, label: text(label), group: text(group) })),
    ...(typed === ''
      ? []
      : [
          {
            ...{ id: 'find', group: found, label: text(buildFindWording(typed)), staysOpen: true },
            run: () => mutate(typed),
          },
        ]),
  ]
}
