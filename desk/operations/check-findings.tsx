import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { OperationCheckName } from '../../content/operations/operation-checks.ts'
import { scheduledJobWording } from '../../content/operations/scheduled-jobs.ts'
import { getLocaleTag } from '../../forms/language.ts'
import { getFilePagePath, getRecordCheckPath } from '../client/routes.ts'
import { signedInCoordinatorAndColleaguesQuery } from '../client/signed-in-coordinator.ts'
import { DeskLink } from '../ui/desk-link.tsx'
import { formatDay } from '../ui/format-date.ts'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { TimeWithOffset } from '../ui/time.tsx'
import type { ShownFacts } from './queries.ts'
import {
  buildBrokenFilesWording,
  buildCheckedOnWording,
  buildDatabaseSizeWording,
  buildFailuresWording,
  buildWaitingMailWording,
  operationsWording,
} from './wording.ts'

/** Tells of each check what was found, whether it needs somebody or not. */
export function useCheckFindings(facts: ShownFacts): Readonly<Record<OperationCheckName, ReactNode>> {
  const text = useWordingText()
  const language = useLanguage()
  const me = useQuery(signedInCoordinatorAndColleaguesQuery)
  const names = new Map(me.data?.coordinators.map(({ id, name }) => [id, name]))
  const { mail, record, database, failingJobs } = facts
  const megabytes = new Intl.NumberFormat(getLocaleTag(language), {
    ...({ style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 } as const),
  })
  const formatSize = (bytes: number) => megabytes.format(bytes / 1e6)
  return {
    schedule:
      facts.ranAt === null ? (
        <p>{text(operationsWording.neverRan)}</p>
      ) : (
        <p>
          {text(operationsWording.lastRun)} <TimeWithOffset at={facts.ranAt} />
        </p>
      ),
    jobs:
      failingJobs.length === 0 ? (
        <p>{text(operationsWording.noJobFails)}</p>
      ) : (
        <ul>
          {failingJobs.map(({ name, failures, error, failingSince }) => (
            <li key={name}>
              {text(scheduledJobWording[name])} – {text(buildFailuresWording(failures, error))}{' '}
              <TimeWithOffset at={failingSince} />
            </li>
          ))}
        </ul>
      ),
    account: (
      <p>{text(mail.isPaused ? operationsWording.accountRefused : operationsWording.accountAccepted)}</p>
    ),
    waiting:
      mail.oldestAt === null ? (
        <p>{text(operationsWording.noneWait)}</p>
      ) : (
        <p>
          {text(buildWaitingMailWording(mail.waiting))} {text(operationsWording.oldestDue)}{' '}
          <TimeWithOffset at={mail.oldestAt} />
        </p>
      ),
    undelivered:
      mail.undelivered === 0 ? (
        <p>{text(operationsWording.noneWait)}</p>
      ) : (
        <p>
          {mail.undelivered}
          {mail.undeliveredFiles.map((reference) => (
            <span key={reference}>
              {' · '}
              <DeskLink to={getFilePagePath(language, reference, 'fileContact')}>{reference}</DeskLink>
            </span>
          ))}
        </p>
      ),
    coordinators:
      mail.coordinators.length === 0 ? (
        <p>{text(operationsWording.allReachable)}</p>
      ) : (
        <ul>
          {mail.coordinators.map(({ id, at }) => (
            <li key={id}>
              {names.get(id) ?? id} – <TimeWithOffset at={at} />
            </li>
          ))}
        </ul>
      ),
    record: (
      <>
        {record && record.brokenFiles > 0 && <p>{text(buildBrokenFilesWording(record.brokenFiles))}</p>}
        {record?.completedAt ? (
          <p>
            {text(operationsWording.lastChecked)} <TimeWithOffset at={record.completedAt} />
          </p>
        ) : (
          <p>{text(operationsWording.recordNeverChecked)}</p>
        )}
        <p>
          <DeskLink to={getRecordCheckPath(language)}>{text(operationsWording.checkRecordOfDay)}</DeskLink>
        </p>
      </>
    ),
    keys: null,
    database: (
      <p>
        {text(
          database
            ? buildDatabaseSizeWording(
                formatSize(database.bytes),
                `${database.bytes < database.earlierBytes ? '−' : '+'}${formatSize(Math.abs(database.bytes - database.earlierBytes))}`,
                formatDay(database.earlierDay, language),
              )
            : operationsWording.databaseNotMeasured,
        )}
      </p>
    ),
    'privacy-officer': null,
    'crisis-lines': <p>{text(buildCheckedOnWording(formatDay(facts.crisisLinesCheckedOn, language)))}</p>,
  }
}
