import { noteFolderOptions } from '../../../content/file/notes.ts'
import { parentSideOptions } from '../../../content/file/parent-sides.ts'
import { auditActionKindOptions } from '../../../content/record/audit-actions.ts'
import type { Wording } from '../../../forms/language.ts'
import { getRecordPath } from '../../client/routes.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { controlWording } from '../../ui/wording.ts'
import type { FileRecord, RecordSearch } from './queries.ts'
import { formatActor } from './record-facts.ts'
import { fileRecordWording } from './wording.ts'

/** A form that opens the record again with a filter in its address: who acted, on what, about which parent, in
 * which folder, between which days. */
export function RecordFilterForm({ record, search }: { record: FileRecord; search: RecordSearch }) {
  const language = useLanguage()
  const text = useWordingText()
  const toOptions = (wordings: Readonly<Record<string, Wording>>) =>
    Object.entries(wordings).map(([value, wording]) => [value, text(wording)])
  const { actor, anybody, kind, anything, side, folder } = fileRecordWording
  const choices = [
    {
      ...{ name: 'who', label: actor, all: anybody },
      options: record.actors.map((one) => [one.id, formatActor(one, language)]),
    },
    { name: 'what', label: kind, all: anything, options: toOptions(auditActionKindOptions) },
    { name: 'side', label: side, all: anybody, options: toOptions(parentSideOptions) },
    { name: 'folder', label: folder, all: anything, options: toOptions(noteFolderOptions) },
  ]
  return (
    <form method="get" action={getRecordPath(language, record.reference)} className="record-filter">
      {choices.map(({ name, label, all, options }) => (
        <Field key={name} label={text(label)}>
          {({ id }) => (
            <select id={id} name={name} defaultValue={search[name] ?? ''}>
              <option value="">{text(all)}</option>
              {options.map(([value, option]) => (
                <option key={value} value={value}>
                  {option}
                </option>
              ))}
            </select>
          )}
        </Field>
      ))}
      <Field label={text(fileRecordWording.from)}>
        {({ id }) => <input id={id} type="date" name="from" defaultValue={search.from} />}
      </Field>
      <Field label={text(fileRecordWording.until)}>
        {({ id }) => <input id={id} type="date" name="until" defaultValue={search.until} />}
      </Field>
      <Button quiet>{text(controlWording.show)}</Button>
    </form>
  )
}
