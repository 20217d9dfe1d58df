import { getLanguageNameWithinLine } from '../../forms/language.ts'
import { getFilePagePath } from '../client/routes.ts'
import { DescriptionRow } from '../ui/description-list.tsx'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { TimeWithOffset } from '../ui/time.tsx'
import {
  fileFactsWording,
  fileRouteWording,
  parentSideWording,
  sharedContactKindWording,
} from './facts-wording.ts'
import type { FileHeader } from './queries.ts'

/** How a file started, and who assists in it. Its stage and its lead stand in the strip above. */
export function FileFacts({ header }: { header: FileHeader }) {
  const language = useLanguage()
  const text = useWordingText()
  const { route, createdAt, assistant, proposed, mergedInto } = header
  const proposal = proposed && `${proposed.name} (${text(fileFactsWording.proposed)})`
  return (
    <>
      <dl className="facts">
        <DescriptionRow label={text(fileFactsWording.route)}>{text(fileRouteWording[route])}</DescriptionRow>
        {header.withdrawals.map(({ side, withdrawnAt }) => (
          <DescriptionRow key={side} label={text(fileFactsWording.withdrawn)}>
            {text(parentSideWording[side])}, <TimeWithOffset at={withdrawnAt} />
          </DescriptionRow>
        ))}
        {header.language && (
          <DescriptionRow label={text(fileFactsWording.language)}>
            {getLanguageNameWithinLine(header.language, language)}
          </DescriptionRow>
        )}
        <DescriptionRow label={text(fileFactsWording.received)}>
          <TimeWithOffset at={createdAt} />
        </DescriptionRow>
        <DescriptionRow label={text(fileFactsWording.assistant)}>
          {assistant?.name ?? proposal ?? text(fileFactsWording.nobody)}
        </DescriptionRow>
        {mergedInto && (
          <DescriptionRow label={text(fileFactsWording.mergedInto)}>
            <a className="reference" href={getFilePagePath(language, mergedInto)}>
              {mergedInto}
            </a>
          </DescriptionRow>
        )}
      </dl>
      {header.sharedContactKinds.map((kind) => (
        <p key={kind} className="outcome__failed">
          {text(sharedContactKindWording[kind])}
        </p>
      ))}
      {mergedInto && <p>{text(fileFactsWording.movedToMergedFile)}</p>}
    </>
  )
}
