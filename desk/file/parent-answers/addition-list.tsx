import { AnswerSections } from '../../ui/answer-sections.tsx'
import { useWordingText } from '../../ui/language.tsx'
import { TimeWithOffset } from '../../ui/time.tsx'
import type { AddedPage } from '../queries.ts'
import { additionsWording } from './wording.ts'

interface Props {
  /** The versions of all pages, newest first. */
  readonly additions: readonly AddedPage[]
  /** The level of the headings. */
  readonly level: 2 | 3 | 4
  /** The safety answers are open, so that what was added about safety is there. */
  readonly isOpened?: true
}

/** What was added to an intake since it was sent, page by page: the newest version, and the earlier ones folded. */
export function AdditionList({ additions, level, isOpened }: Props) {
  const text = useWordingText()
  const versionsByPage = [...Map.groupBy(additions, ({ page }) => page).values()]
  return versionsByPage.map(([newest, ...earlier]) =>
    newest === undefined ? null : (
      <div key={newest.page} className="added">
        <AdditionVersion addition={newest} level={level} isOpened={isOpened} />
        {earlier.length > 0 && (
          <details>
            <summary>{text(additionsWording.earlier)}</summary>
            {earlier.map((addition) => (
              <AdditionVersion key={addition.id} addition={addition} level={level} isOpened={isOpened} />
            ))}
          </details>
        )}
      </div>
    ),
  )
}

function AdditionVersion({
  addition: { writtenBy, addedAt, isAboutSafety, sections, note },
  level,
  isOpened,
}: Omit<Props, 'additions' | 'isOpened'> & {
  readonly addition: AddedPage
  readonly isOpened: true | undefined
}) {
  const text = useWordingText()
  return (
    <div className={writtenBy ? 'added__version added__version--said' : 'added__version'}>
      <p className="hint">
        {text(additionsWording.title)}, <TimeWithOffset at={addedAt} />.{' '}
        {writtenBy
          ? `${text(additionsWording.byCoordinator)} ${writtenBy.name}`
          : text(additionsWording.byParent)}
      </p>
      {isAboutSafety && !isOpened && <p>{text(additionsWording.aboutSafety)}</p>}
      <AnswerSections sections={sections} level={level} />
      {note !== null && <p className="lines">{note}</p>}
    </div>
  )
}
