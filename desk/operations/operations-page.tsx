import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { operationCheckWording } from '../../content/operations/operation-check-wording.ts'
import { type OperationCheckName, operationChecks } from '../../content/operations/operation-checks.ts'
import { shellWording } from '../client/wording.ts'
import { formatShortDate } from '../ui/format-date.ts'
import { useLanguage, useWordingText } from '../ui/language.tsx'
import { LoadFailure } from '../ui/load-failure.tsx'
import { PageStatus } from '../ui/page-status.tsx'
import { RolePage } from '../ui/role-page.tsx'
import { useCheckFindings } from './check-findings.tsx'
import { KeyTable } from './key-table.tsx'
import { operationsQuery, type ShownOperations } from './queries.ts'
import { buildCountThatNeedSomebodyWording, buildRetentionWording, operationsWording } from './wording.ts'

/** How the portal runs, for administrators: first what needs somebody, and of everything what it is now. */
export const OperationsPage = () => (
  <RolePage
    title={shellWording.operations}
    only="administrator"
    refusal={operationsWording.onlyAdministrators}
  >
    <OperationsOfPortal />
  </RolePage>
)

function OperationsOfPortal() {
  const text = useWordingText()
  const operations = useQuery(operationsQuery)
  if (operations.error) return <LoadFailure error={operations.error} />
  return (
    <>
      <PageStatus>{operations.data ? null : text(operationsWording.loading)}</PageStatus>
      {operations.data && <ShownOperationsOfPortal operations={operations.data} />}
    </>
  )
}

function ShownOperationsOfPortal({ operations: { facts, needsSomebody } }: { operations: ShownOperations }) {
  const text = useWordingText()
  const findings = useCheckFindings(facts)
  const count = needsSomebody.length
  const names = Object.keys(operationChecks) as OperationCheckName[]
  const inOrder = [...needsSomebody, ...names.filter((name) => !needsSomebody.includes(name))]
  return (
    <>
      <p className="operations__lead">
        {text(count === 0 ? operationsWording.allWell : buildCountThatNeedSomebodyWording(count))}
      </p>
      <dl className="operations">
        {inOrder.map((name) => (
          <Check key={name} name={name} needsSomebody={needsSomebody.includes(name)}>
            {findings[name]}
          </Check>
        ))}
        <Fact label={text(operationsWording.retention)}>
          {text(buildRetentionWording(facts.retention.due, facts.retention.held))}
        </Fact>
        <Fact label={text(operationsWording.migration)}>
          <Migration migration={facts.migration} />
        </Fact>
      </dl>
      <KeyTable keys={facts.keys} />
    </>
  )
}

function Check({
  name,
  needsSomebody,
  children,
}: {
  name: OperationCheckName
  needsSomebody: boolean
  children: ReactNode
}) {
  const text = useWordingText()
  const { label, advice } = operationCheckWording[name]
  return (
    <div className={needsSomebody ? 'operations__check operations__check--due' : 'operations__check'}>
      <dt>
        {text(label)}{' '}
        <span className="operations__state">
          {text(needsSomebody ? operationsWording.needsSomebody : operationsWording.fine)}
        </span>
      </dt>
      <dd>
        {children}
        {needsSomebody && <p className="operations__advice">{text(advice)}</p>}
      </dd>
    </div>
  )
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="operations__check">
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)

function Migration({ migration }: { migration: ShownOperations['facts']['migration'] }) {
  const text = useWordingText()
  const language = useLanguage()
  if (!migration) return <p>{text(operationsWording.noMigration)}</p>
  return (
    <p>
      <code>{migration.name}</code>,{' '}
      {formatShortDate(Date.parse(`${migration.appliedAt.replace(' ', 'T')}Z`), language)}
    </p>
  )
}
