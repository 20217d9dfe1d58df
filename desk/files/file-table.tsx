import { type ReactNode, useRef } from 'react'
import { getFileStageWording } from '../../content/file-stages.ts'
import { languageNameWordingByLanguage } from '../../forms/language.ts'
import { useListPlace } from '../client/list-place.ts'
import { getFilePagePath } from '../client/routes.ts'
import { shellWording } from '../client/wording.ts'
import { fileFactsWording } from '../file/facts-wording.ts'
import { getStepReason } from '../today/step-reason.ts'
import { formatShortDate } from '../ui/format-date.ts'
import { formatDueDate } from '../ui/format-due.ts'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { PeopleNames } from '../ui/people-names.tsx'
import { ROWS_DRAWN_FIRST, useIsDrawnWhole } from '../ui/use-is-drawn-whole.ts'
import { useRowKeys } from '../ui/use-row-keys.ts'
import { fileFlags } from './file-flags.ts'
import type { FileListRow } from './list-rows.ts'
import type { ClosedListedFile } from './queries.ts'
import { FileCheckbox, SelectableFiles, useFileSelection } from './selection.tsx'
import { filesWording, filterWording, getProvinceWording, roleWording, selectionWording } from './wording.ts'

/** A row: a file of either list, and of an open one what stands out and its next step. */
export type ShownRow = Pick<FileListRow, 'flags' | 'step' | 'place'> & { readonly file: ClosedListedFile }

/**
 * A table where there is room, and a line or two for each file on a small screen. Families who wait stand last, in their
 * order. Files that the coordinator may close as not genuine can be selected.
 */
export function FileTable({ rows: all, today }: { rows: readonly ShownRow[]; today: string }) {
  const text = useWordingText()
  const table = useRef<HTMLTableElement>(null)
  const isWhole = useIsDrawnWhole()
  const rows = isWhole ? all : all.slice(0, ROWS_DRAWN_FIRST)
  useRowKeys(table)
  useListPlace(isWhole)
  const selection = useFileSelection(all.map(({ file }) => file))
  const isSelectable = selection.selectable.length > 0
  const headings = [
    ...[filesWording.family, filesWording.nextStep, fileFactsWording.stage, fileFactsWording.language],
    ...[filterWording.province, fileFactsWording.lead, filesWording.lastEvent],
  ]
  const toRows = (shown: readonly ShownRow[]) =>
    shown.map((row) => (
      <FileRow key={row.file.reference} row={row} today={today}>
        {isSelectable && (
          <td className="files__select">
            <FileCheckbox reference={row.file.reference} selection={selection} />
          </td>
        )}
      </FileRow>
    ))
  const waiting = rows.filter(({ place }) => place !== undefined)
  const whole = (
    <table ref={table} className={isSelectable ? 'files files--selectable' : 'files'}>
      <caption className="visually-hidden">{text(shellWording.files)}</caption>
      <thead>
        <tr>
          {isSelectable && (
            <th scope="col">
              <span className="visually-hidden">{text(selectionWording.select)}</span>
            </th>
          )}
          {headings.map((heading) => (
            <th key={text(heading)} scope="col">
              {text(heading)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{toRows(rows.filter(({ place }) => place === undefined))}</tbody>
      {waiting.length > 0 && (
        <tbody>
          <tr className="files__part">
            <th scope="rowgroup" colSpan={headings.length + Number(isSelectable)}>
              {text(filesWording.waitingList)} <span className="hint">{text(filesWording.waitingOrder)}</span>
            </th>
          </tr>
          {toRows(waiting)}
        </tbody>
      )}
    </table>
  )
  return isSelectable ? <SelectableFiles selection={selection}>{whole}</SelectableFiles> : whole
}

interface FileRowProps {
  readonly row: ShownRow
  readonly today: string
  /** What comes before the reference. */
  readonly children: ReactNode
}

function FileRow({ row: { file, flags, step, place }, today, children }: FileRowProps) {
  const text = useWordingText()
  const language = useLanguage()
  const { reference, people, stage, role, lead, lastEventAt, createdAt } = file
  const happenedAt = lastEventAt ?? createdAt
  return (
    <tr>
      {children}
      <th scope="row" className="files__family">
        {place !== undefined && <span className="files__place">{place}.</span>}{' '}
        <PeopleNames people={people} />{' '}
        <a className="reference" data-row="" href={getFilePagePath(language, reference)}>
          {reference}
        </a>{' '}
        {flags.length > 0 && <FlagList flags={flags} />}
      </th>
      <td className="files__step">
        {step && (
          <span className="files__reason">
            {text(getStepReason(step.id, { isLead: role === 'lead', leadName: lead?.name }))}
          </span>
        )}{' '}
        {step?.dueOn && (
          <span className={step.dueOn < today ? 'files__due files__due--late' : 'files__due'}>
            {formatDueDate(step.dueOn, today, language)}
          </span>
        )}
      </td>
      <td>
        <span className={`stage stage--${stage}`}>{text(getFileStageWording(stage))}</span>
      </td>
      <td className="files__language">
        {file.language && text(languageNameWordingByLanguage[file.language])}
      </td>
      <td className="files__province">
        <ProvinceNames provinces={file.provinces} />
      </td>
      <td className={role === 'lead' ? 'files__lead files__lead--own' : 'files__lead'}>
        <span>{lead?.name ?? <strong>{text(fileFactsWording.nobodyYet)}</strong>}</span>
        {role && <span className="files__role"> {text(roleWording[role])}</span>}
      </td>
      <td className="files__when">
        <time dateTime={new Date(happenedAt).toISOString()}>{formatShortDate(happenedAt, language)}</time>
      </td>
    </tr>
  )
}

/** Where the children live: a province by its postal abbreviation, which is said in full. */
function ProvinceNames({ provinces }: Pick<ClosedListedFile, 'provinces'>) {
  const text = useWordingText()
  return provinces.map((province) => {
    const name = text(getProvinceWording(province))
    return (
      <abbr key={province} title={name}>
        {province.length > 2 ? name : province}{' '}
      </abbr>
    )
  })
}

function FlagList({ flags }: Pick<ShownRow, 'flags'>) {
  const text = useWordingText()
  return (
    <ul className="files__flags">
      {flags.map((flag) => (
        <li key={flag} className={'isGrave' in fileFlags[flag] ? 'flag flag--grave' : 'flag'}>
          {text(fileFlags[flag].wording)}
        </li>
      ))}
    </ul>
  )
}
