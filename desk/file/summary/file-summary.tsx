import { useQuery } from '@tanstack/react-query'
import { AnswerLines, DescriptionRow } from '../../ui/description-list.tsx'
import { useLanguage, useWordingText } from '../../ui/language.tsx'
import { PanelFailure } from '../../ui/panel-failure.tsx'
import { parentAnswersWording } from '../parent-answers/wording.ts'
import { type FileHeader, summaryReadingQuery } from '../queries.ts'
import { TakeFileButton } from './take-file.tsx'
import { fileSummaryWording } from './wording.ts'

/** What a coordinator may know of a file before anybody takes it, and the button that takes it. */
export function FileSummaryPanel({ header: { reference } }: { header: FileHeader }) {
  const language = useLanguage()
  const text = useWordingText()
  const { data, error, isLoadingError } = useQuery(summaryReadingQuery(reference, language))
  if (isLoadingError) return <PanelFailure heading={fileSummaryWording.title} error={error} />
  if (!data) return null
  return (
    <section className="file-summary">
      <h2>{text(fileSummaryWording.title)}</h2>
      <dl>
        {data.rows.map(({ question, label, lines }) => (
          <DescriptionRow key={question} label={label}>
            <AnswerLines lines={lines} otherwise={text(parentAnswersWording.notAnswered)} />
          </DescriptionRow>
        ))}
        <DescriptionRow label={text(fileSummaryWording.children)}>
          {data.childCount || text(fileSummaryWording.noChildren)}
        </DescriptionRow>
      </dl>
      <p className="hint">{text(fileSummaryWording.restIsClosed)}</p>
      <TakeFileButton reference={reference} />
    </section>
  )
}
