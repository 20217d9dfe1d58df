import { useEffect, useRef, useState } from 'react'
import { fileStageWording } from '../../content/file-stages.ts'
import type { Language, Wording } from '../../forms/language.ts'
import {
  type FileDetails,
  fetchFile,
  fetchSignedInCoordinator,
  type SignedInCoordinator,
} from '../app/api-client.ts'
import { fileListPath, filePath } from '../app/routes.ts'
import { deskWording, fileRouteWording } from '../app/wording.ts'
import { DescriptionRow } from '../ui/description-list.tsx'
import { formatDateTimeWithOffset } from '../ui/format-date.ts'
import { LoadFailure } from '../ui/load-failure.tsx'
import { useFetchOnce } from '../ui/use-fetch-once.ts'
import { CallingPanel } from './calling/calling.tsx'
import { ContactHoldsPanel } from './contact-holds.tsx'
import { DecisionsPanel } from './decisions.tsx'
import { AppointmentsPanel } from './file-appointments.tsx'
import { FileMailPanel } from './file-mail.tsx'
import type { FilePanelProps } from './panel-props.ts'
import { ParentAnswersPanel } from './parent-answers.tsx'
import { RelatedFilesPanel } from './related-files.tsx'
import { SafetyAnswersPanel } from './safety-answers.tsx'

/** One file and the actions on it. What was done is announced at the top, where the focus goes. */
export function FilePage({ language, reference }: { language: Language; reference: string }) {
  const [answer, setAnswer] = useFetchOnce(() => fetchFile(reference, language))
  const [me] = useFetchOnce(fetchSignedInCoordinator)
  const [announcement, setAnnouncement] = useState<Wording>()
  const status = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (announcement) status.current?.focus()
  }, [announcement])
  if (answer && !answer.ok) return <LoadFailure failure={answer.failure} language={language} />
  const onChange: FilePanelProps['onChange'] = (changed, wording) => {
    setAnswer((before) => (before?.ok ? { ok: true, value: { ...before.value, ...changed } } : before))
    setAnnouncement({ ...wording })
  }
  return (
    <>
      <p className="back">
        <a href={fileListPath(language)}>{deskWording.allFiles[language]}</a>
      </p>
      <h1 className="reference">{answer?.value.reference ?? reference}</h1>
      <p ref={status} role="status" tabIndex={-1} className={announcement ? 'status status--done' : 'status'}>
        {answer ? announcement?.[language] : deskWording.loadingFile[language]}
      </p>
      {answer && (
        <FilePanels
          file={answer.value}
          me={me?.ok ? me.value : undefined}
          language={language}
          onChange={onChange}
        />
      )}
    </>
  )
}

function FilePanels({ me, ...props }: FilePanelProps & { me: SignedInCoordinator | undefined }) {
  const { file, language } = props
  const parents = file.locked ? [] : file.parents
  return (
    <>
      <FileFacts file={file} language={language} />
      <RelatedFilesPanel {...props} />
      <ContactHoldsPanel {...props} />
      {parents.map((parent) => (
        <ParentAnswersPanel key={parent.side} parent={parent} oneOfTwo={parents.length > 1} {...props} />
      ))}
      {!file.locked && <SafetyAnswersPanel file={file} language={language} />}
      <CallingPanel {...props} />
      <AppointmentsPanel {...props} />
      {me && <DecisionsPanel me={me} {...props} />}
      <FileMailPanel file={file} language={language} />
      {parents.length > 0 && <p className="record">{deskWording.openingRecorded[language]}</p>}
    </>
  )
}

function FileFacts({ file, language }: { file: FileDetails; language: Language }) {
  const { route, stage, createdAt, lead, assistant, proposed, mergedInto } = file
  return (
    <>
      <dl className="facts">
        <DescriptionRow label={deskWording.route[language]}>
          {fileRouteWording[route][language]}
        </DescriptionRow>
        <DescriptionRow label={deskWording.stage[language]}>
          {fileStageWording(stage)[language]}
        </DescriptionRow>
        <DescriptionRow label={deskWording.received[language]}>
          <time dateTime={new Date(createdAt).toISOString()}>
            {formatDateTimeWithOffset(createdAt, language)}
          </time>
        </DescriptionRow>
        <DescriptionRow label={deskWording.lead[language]}>
          {lead?.name ?? deskWording.nobodyYet[language]}
        </DescriptionRow>
        <DescriptionRow label={deskWording.assistant[language]}>
          {assistant?.name ??
            (proposed
              ? `${proposed.name} (${deskWording.proposed[language]})`
              : deskWording.nobody[language])}
        </DescriptionRow>
        {mergedInto && (
          <DescriptionRow label={deskWording.mergedInto[language]}>
            <a className="reference" href={filePath(language, mergedInto)}>
              {mergedInto}
            </a>
          </DescriptionRow>
        )}
      </dl>
      {mergedInto && <p>{deskWording.movedToMergedFile[language]}</p>}
    </>
  )
}
