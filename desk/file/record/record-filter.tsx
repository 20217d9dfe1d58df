import { auditActionKindOptions } from '../../../content/record/audit-actions.ts'
import { getRecordPath } from '../../client/routes.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { controlWording } from '../../ui/wording.ts'
import type { FileRecord, RecordSearch } from './queries.ts'
import { formatActor } from './record-facts.ts'
import { fileRecordWording } from './wording.ts'

/** A form that opens the record again with a filter in its address: who acted, on what, between which days. */
export function RecordFilterForm({ record, search }: { record: FileRecord; search: RecordSearch }) {
  const language = useLanguage()
  const text = useWordingText()
  return (
    <form method="get" action={getRecordPath(language, record.reference)} className="record-filter">
      <Field label={text(fileRecordWording.actor)}>
        {({ id }) => (
          <select id={id} name="who" defaultValue={search.who ?? ''}>
            <option value="">{text(fileRecordWording.anybody)}</option>
            {record.actors.map((actor) => (
              <option key={actor.id} value={actor.id}>
                {formatActor(actor, language)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={text(fileRecordWording.kind)}>
        {({ id }) => (
          <select id={id} name="what" defaultValue={search.what ?? ''}>
            <option value="">{text(fileRecordWording.anything)}</option>
            {Object.entries(auditActionKindOptions).map(([kind, wording]) => (
              <option key={kind} value={kind}>
                {text(wording)}
              </option>
            ))}
          </select>
        )}
      </Field>
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
