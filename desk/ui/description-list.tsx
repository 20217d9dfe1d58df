import type { ReactNode } from 'react'
import type { Language } from '../../forms/language.ts'
import type { ParentAnswers } from '../app/api-client.ts'
import { deskWording } from '../app/wording.ts'

export function DescriptionRow({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="row">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** An answer as it was written, line by line; a fainter text when there is none. */
export function AnswerLines({ lines, otherwise }: { lines: readonly string[]; otherwise: string }) {
  return lines.length === 0 ? (
    <span className="unanswered">{otherwise}</span>
  ) : (
    <span className="lines">{lines.join('\n')}</span>
  )
}

interface AnswerSectionsProps {
  readonly sections: ParentAnswers['sections']
  /** The level of their headings. */
  readonly level: 2 | 3 | 4
  readonly language: Language
}

/** Everything one parent was asked, page by page. */
export function AnswerSections({ sections, level, language }: AnswerSectionsProps) {
  const Heading = `h${level}` as const
  return sections.map(({ slug, item, title, rows }) => (
    <section key={`${slug} ${item}`} className="answers">
      <Heading className="answers__title">{title}</Heading>
      <dl>
        {rows.map(({ question, label, lines }) => (
          <DescriptionRow key={question} label={label}>
            <AnswerLines lines={lines} otherwise={deskWording.notAnswered[language]} />
          </DescriptionRow>
        ))}
      </dl>
    </section>
  ))
}
