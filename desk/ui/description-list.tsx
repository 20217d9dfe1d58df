import type { ReactNode } from 'react'
import type { Language } from '../../forms/language.ts'
import type { ParentAnswers } from '../app/api-client.ts'
import { words } from '../app/wording.ts'

export function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="row">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** An answer as it was written, line by line; quieter words where there is none. */
export function Lines({ lines, otherwise }: { lines: readonly string[]; otherwise: string }) {
  return lines.length === 0 ? (
    <span className="unanswered">{otherwise}</span>
  ) : (
    <span className="lines">{lines.join('\n')}</span>
  )
}

interface SectionsProps {
  readonly sections: ParentAnswers['sections']
  /** The level of their headings. */
  readonly level: 2 | 3 | 4
  readonly language: Language
}

/** Everything one parent was asked, page by page. */
export function Sections({ sections, level, language }: SectionsProps) {
  const Heading = `h${level}` as const
  return sections.map(({ slug, item, title, rows }) => (
    <section key={`${slug} ${item}`} className="answers">
      <Heading className="answers__title">{title}</Heading>
      <dl>
        {rows.map(({ question, label, lines }) => (
          <Row key={question} label={label}>
            <Lines lines={lines} otherwise={words.notAnswered[language]} />
          </Row>
        ))}
      </dl>
    </section>
  ))
}
