import { beforeEach, describe, expect, it } from 'vitest'
import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import type { FormFields } from '../../forms/form-fields.ts'
import { languages } from '../../forms/language.ts'
import { envelopeNames } from '../../forms/questions/question-base.ts'
import { createAccessTeam } from '../../tests/support/access-team.ts'
import { queryRows } from '../../tests/support/database-rows.ts'
import { postJson, readFileAnswers } from '../../tests/support/desk-file.ts'
import {
  createNumberedFamilyFields,
  createParentWithDraft,
  declarationFields,
  sendIntake,
} from '../../tests/support/intake-drafts.ts'
import { createD1ActingBefore } from '../../tests/support/racing-databases.ts'
import { withOtherBindings } from '../../tests/support/requests.ts'
import { unsealSentAnswers } from '../../tests/support/sent-answers.ts'
import { setUpPortal } from '../../tests/support/set-up-portal.ts'
import { bindings, createCountingD1, type Visitor } from '../../tests/support/test-portal.ts'
import { parseEnvironment } from '../environment.ts'
import { columnByEnvelope } from '../forms/envelope.ts'
import { buildFormVersionRow } from '../forms/form-version.fixture.ts'
import { seal } from '../privacy/seal.ts'

setUpPortal()

const { byOneParent, byCourtOrder, byConsent, full } = intakeExamples

/** The characters of each sealed column of the newest submission, and of all together. */
async function measureSealedColumns() {
  const [row] = await queryRows<{ answers: number; safety: number; other: number }>(
    `select length(sealed_answers) as answers, length(sealed_safety) as safety,
      coalesce(length(sealed_other_contact), 0) as other from submissions order by rowid desc limit 1`,
  )
  const { answers = 0, safety = 0, other = 0 } = row ?? {}
  return { answers, safety, all: answers + safety + other }
}

describe('a submission', () => {
  it.each([byOneParent, byCourtOrder, byConsent])(
    'takes at most 20 kB sealed: “$title”',
    async ({ fields }) => {
      await sendIntake(fields)
      const { answers, safety, all } = await measureSealedColumns()
      expect(answers).toBeGreaterThan(3_000)
      // Safety answers are padded to 4 kB, which their seal makes a third longer.
      expect(safety).toBeGreaterThan(5_461)
      expect(all).toBeLessThanOrEqual(20_000)
    },
  )

  it('takes at most 70 kB sealed, with every field of twelve children and eight orders filled in', async () => {
    await sendIntake(full.fields)
    const { answers, all } = await measureSealedColumns()
    expect(answers).toBeGreaterThan(20_000)
    expect(all).toBeLessThanOrEqual(70_000)
  })

  it('names the version of its form, which is stored once, whoever sends it and in whatever language', async () => {
    await sendIntake(createNumberedFamilyFields(byOneParent.fields, 1))
    await sendIntake(createNumberedFamilyFields(full.fields, 2), 'fr')
    const { hash, declaration } = await buildFormVersionRow(intakeForm)
    expect(await queryRows('select * from form_versions')).toEqual([{ hash, declaration }])
    expect(await queryRows('select form_version_hash from submissions')).toEqual([
      { form_version_hash: hash },
      { form_version_hash: hash },
    ])
  })

  it('brings its declaration to the database only while that is not stored', async () => {
    const sendAndCountInserts = async (number: number) => {
      const { DB, calls } = createCountingD1()
      const fields = createNumberedFamilyFields(byOneParent.fields, number)
      const parent = await createParentWithDraft(fields, 'en', { DB })
      expect((await parent.post('/intake/send/', declarationFields)).status).toBe(303)
      return calls.flat().filter((sql) => sql.startsWith('insert into "form_versions"')).length
    }
    expect(await sendAndCountInserts(1)).toBe(1)
    expect(await sendAndCountInserts(2)).toBe(0)
    expect(await queryRows('select count(*) as n from submissions')).toEqual([{ n: 2 }])
  })

  it('is stored with its version when that was gone between the read and the write', async () => {
    await sendIntake(createNumberedFamilyFields(byOneParent.fields, 1))
    const DB = createD1ActingBefore(/^\s*insert into "files"/, async () => {
      await queryRows('update submissions set form_version_hash = null')
      await queryRows('delete from form_versions')
    })
    const parent = await createParentWithDraft(createNumberedFamilyFields(byOneParent.fields, 2))
    expect((await withOtherBindings(parent, { DB }).post('/intake/send/', declarationFields)).status).toBe(
      303,
    )
    const { hash, declaration } = await buildFormVersionRow(intakeForm)
    expect(await queryRows('select * from form_versions')).toEqual([{ hash, declaration }])
    expect(await queryRows('select form_version_hash from submissions order by rowid')).toEqual([
      { form_version_hash: null },
      { form_version_hash: hash },
    ])
  })

  it('puts nothing that was typed into the version', async () => {
    const typed = { ...byOneParent.fields, legalName: ['Kanari Kanarek'], background: ['Kanari wrote this'] }
    await sendIntake(typed)
    expect(JSON.stringify((await unsealSentAnswers()).answers)).toContain('Kanari')
    expect(JSON.stringify(await queryRows('select * from form_versions'))).not.toContain('Kanari')
  })
})

describe('what the desk reads', () => {
  let camille: Visitor
  beforeEach(async () => {
    camille = await (await createAccessTeam()).createVisitor('camille@lantern-street.example.com')
  })

  /** Sends an intake to Camille, who has reviewed conflicts, and gives its reference. */
  async function sendToCamille(fields: FormFields): Promise<string> {
    await sendIntake(fields)
    await queryRows("update files set lead_coordinator_id = 'camille-verdier', conflicts_reviewed_at = 1")
    const [file] = await queryRows<{ reference: string }>('select reference from files')
    return file?.reference ?? ''
  }

  const readSafety = (reference: string, language: string) =>
    postJson(camille, `/desk/api/files/${reference}/readings/safety-answers`, {
      language,
      reason: 'screening',
    })

  async function readEverything(reference: string): Promise<string[]> {
    const pages: string[] = []
    for (const language of languages)
      for (const answer of [
        await readFileAnswers(camille, reference, language),
        await readSafety(reference, language),
      ]) {
        expect(answer.status).toBe(200)
        pages.push(await answer.text())
      }
    return pages
  }

  /** Seals the submission as it was before there were versions: with its questions, and not padded by much. */
  async function sealWithItsQuestions(): Promise<void> {
    const [row] = await queryRows<{ id: string }>('select id from submissions')
    const { keys } = parseEnvironment(bindings)
    for (const envelope of envelopeNames) {
      const column = columnByEnvelope[envelope]
      const part = await unsealSentAnswers(envelope)
      const sealed = await seal(keys, envelope, `submissions.${column}:${row?.id}`, part)
      await queryRows(`update submissions set ${column} = ?`, sealed)
    }
    await queryRows('update submissions set form_version_hash = null')
    await queryRows('delete from form_versions')
  }

  it.each([byOneParent, full])(
    'is letter by letter what it was when a submission held its questions itself: “$title”',
    async ({ fields }) => {
      const reference = await sendToCamille(fields)
      const pages = await readEverything(reference)
      expect(pages[0]).toContain('parents')
      await sealWithItsQuestions()
      expect(await readEverything(reference)).toEqual(pages)
    },
  )

  it('is refused, and not shown in other words, when a version was altered', async () => {
    const reference = await sendToCamille(byOneParent.fields)
    await queryRows(
      "update form_versions set declaration = replace(declaration, 'Are you worried', 'Were you ever worried')",
    )
    expect((await readFileAnswers(camille, reference)).status).toBe(500)
    expect((await readSafety(reference, 'en')).status).toBe(500)
  })

  it('is refused when the row names another version than its sealed answers do', async () => {
    const reference = await sendToCamille(byOneParent.fields)
    const other = await buildFormVersionRow({ ...intakeForm, version: 1 })
    await queryRows(
      'insert into form_versions (hash, declaration) values (?, ?)',
      other.hash,
      other.declaration,
    )
    await queryRows('update submissions set form_version_hash = ?', other.hash)
    expect((await readFileAnswers(camille, reference)).status).toBe(500)
    expect((await readSafety(reference, 'en')).status).toBe(500)
  })
})
