import { clearFile, joinFile, type KnownFile, readFile } from '../app/api-client.ts'
import { filePath } from '../app/routes.ts'
import { joinDone, joinInto, joinMeans, kinds, relations, stages, words } from '../app/wording.ts'
import { Button } from '../ui/button.tsx'
import { Confirmed } from '../ui/confirm-button.tsx'
import { Row } from '../ui/description-list.tsx'
import { writtenTime } from '../ui/format-date.ts'
import { useAction } from '../ui/use-action.tsx'
import { callWords } from './calling/wording.ts'
import type { PartProps } from './panel-props.ts'
import { PassOn } from './reassignment.tsx'

/** Who in this file is known from others, before anything a parent wrote: no name, no answer, only what links them. */
export function KnownFiles(props: PartProps) {
  const { file, language } = props
  if (file.known.length === 0) return null
  return (
    <section className="known">
      <h2>{words.knownTitle[language]}</h2>
      <p>{words.knownLead[language]}</p>
      <ul className="known__files">
        {file.known.map((known) => (
          <li key={known.reference}>
            <KnownFileView known={known} {...props} />
          </li>
        ))}
      </ul>
      {file.closed && <Gate {...props} />}
      {cameSince(file) && <LookedAgain {...props} />}
    </section>
  )
}

function KnownFileView({ known, file, language, onChange }: PartProps & { known: KnownFile }) {
  const action = useAction(language)
  const { reference, mayRead, mayJoin, relation, stage, openedAt, lead, bars } = known
  const matched = new Intl.ListFormat(`${language}-CA`).format(
    known.kinds.map((kind) => kinds[kind][language]),
  )
  return (
    <>
      <h3 className="reference">
        {mayRead ? <a href={filePath(language, reference)}>{reference}</a> : reference}
      </h3>
      <dl className="facts">
        <Row label={words.relation[language]}>{relations[relation][language]}</Row>
        <Row label={words.matched[language]}>{matched}</Row>
        <Row label={words.lead[language]}>{lead?.name ?? words.nobodyYet[language]}</Row>
        <Row label={words.stage[language]}>{stages[stage][language]}</Row>
        <Row label={words.cameIn[language]}>{writtenTime(openedAt, language)}</Row>
      </dl>
      {bars && isInTheWay(file) && (
        <p>
          <strong>{(bars === 'frozen' ? callWords.frozenThere : callWords.cameSince)[language]}</strong>
        </p>
      )}
      {mayJoin ? (
        <Confirmed
          label={joinInto(reference)[language]}
          means={joinMeans(reference)[language]}
          now={words.joinNow[language]}
          action={action}
          language={language}
          onPress={() =>
            action.run(
              () => joinFile(file.reference, reference),
              (facts) => onChange({ ...facts, parents: [], authorised: [] }, joinDone(reference)),
            )
          }
        />
      ) : (
        <WhyNotJoined known={known} file={file} language={language} />
      )}
    </>
  )
}

function WhyNotJoined({ known, file, language }: Omit<PartProps, 'onChange'> & { known: KnownFile }) {
  if (known.relation !== 'same-family' || known.stage === 'closed' || file.stage === 'closed') return null
  return <p className="hint">{(known.sameWriter ? words.sameWriter : words.joinElsewhere)[language]}</p>
}

const cameSince = ({ calling }: PartProps['file']) => calling.some(({ gate }) => gate === 'known-elsewhere')

/** Whether calls wait for something in another file; once both parents have come there are none. */
const isInTheWay = (file: PartProps['file']) =>
  cameSince(file) || file.calling.some(({ gate }) => gate === 'frozen-elsewhere')

/** Nobody is called until whoever leads has looked at what came since, and chosen to go on. */
function LookedAgain({ file, language, onChange }: PartProps) {
  const action = useAction(language)
  if (!file.may.approach) return null
  return (
    <div className="gate">
      <Button
        quiet
        underWay={action.underWay}
        onPress={() =>
          action.run(
            () => clearFile(file),
            (facts) => onChange(facts, callWords.lookedDone),
          )
        }
      >
        {callWords.looked[language]}
      </Button>
      <p className="hint">{callWords.lookedMeans[language]}</p>
      {action.outcome}
    </div>
  )
}

/** What the parent wrote stays closed until somebody chooses. */
function Gate(props: PartProps) {
  const { file, language, onChange } = props
  const action = useAction(language)
  const { reference, may } = file
  if (!may.content) return <p className="gate">{words.conflicted[language]}</p>
  const clearAndRead = async () => {
    const cleared = await clearFile(file)
    return cleared.ok ? readFile(reference, language) : cleared
  }
  return (
    <div className="gate">
      <p>{words.knownClosed[language]}</p>
      <Button
        underWay={action.underWay}
        onPress={() => action.run(clearAndRead, (opened) => onChange(opened, words.readDone))}
      >
        {words.read[language]}
      </Button>
      <p className="hint">{words.readRecords[language]}</p>
      {action.outcome}
      <PassOn {...props} />
    </div>
  )
}
