import { beforeEach, describe, expect, it } from 'vitest'
import { codeConfirmationChannelKeys } from '../../content/authorisation/code-confirmation.ts'
import { filePageWording } from '../../content/file/page-wording.ts'
import { authorisationExamples } from '../../content/forms/contact-authorisation/examples.ts'
import { grantAuthorisation } from '../../db/authorisations.ts'
import { setJointConsent } from '../../db/parent-requests.ts'
import { createDeskTeam } from '../../tests/support/access-team.ts'
import { appendIntakeSent, listAuditDetails } from '../../tests/support/audit-events.ts'
import { changesNothing, expectNoChange, queryRows } from '../../tests/support/database-rows.ts'
import { loadFilePanels, postJson } from '../../tests/support/desk-file.ts'
import { buildAuditEvent, emptyFormVersion } from '../../tests/support/file-rows.ts'
import {
  createParentWithFile,
  fillAuthorisationForm,
  openFileWithCode,
  submitAuthorisationForm,
} from '../../tests/support/parent-with-file.ts'
import { parsePage } from '../../tests/support/parse-page.ts'
import { expectRedirect } from '../../tests/support/requests.ts'
import { setUpPortal, TEST_NOW } from '../../tests/support/set-up-portal.ts'
import { bindings, type Visitor } from '../../tests/support/test-portal.ts'
import {
  type AuthorisationEvidence,
  buildEvidenceSealContext,
} from '../authorisation/authorisation-evidence.ts'
import type { ContactRules } from '../contact/contact-rules.ts'
import { parseEnvironment } from '../environment.ts'
import { unseal } from '../privacy/seal.ts'

const { db, keys } = parseEnvironment(bindings)

let camille: Visitor
let robin: Visitor
setUpPortal({ now: TEST_NOW })

beforeEach(async () => {
  ;({ camille, robin } = await createDeskTeam())
})

/** A file led by Robin, whose parent’s code Robin has replaced, open in a browser with the new code. */
async function createFileWithReplacedCode(rules: Partial<ContactRules> = {}) {
  const file = await createParentWithFile({ rules })
  await appendIntakeSent(file.fileId)
  const withReplacedCode = await openFileWithCode(await replaceCode(file.reference))
  return { ...file, withReplacedCode }
}

async function replaceCode(reference: string): Promise<string> {
  const answer = await post(robin, reference, 'access-code', { side: 'initiating' })
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { code: string }).code
}

const post = (coordinator: Visitor, reference: string, path: string, json: object) =>
  postJson(coordinator, `/desk/api/files/${reference}/${path}`, json)

interface ShownFile {
  readonly unconfirmedAccessCodes: readonly object[]
  readonly calls: readonly { readonly latest?: { readonly accessCodeReplacedBy: object | null } }[]
}

const loadShownFile = (reference: string) => loadFilePanels<ShownFile>(robin, reference)

const readReplacedAt = async () =>
  (
    await queryRows<{ at: number }>(
      'select access_code_replaced_at as at from parents where access_code_replaced_at is not null',
    )
  )[0]?.at ?? 0

const confirmCode = async (
  reference: string,
  {
    by = robin,
    through = 'in-person',
    replacedAt,
  }: { by?: Visitor; through?: string; replacedAt?: number } = {},
) =>
  post(by, reference, 'access-code-confirmation', {
    side: 'initiating',
    replacedAt: replacedAt ?? (await readReplacedAt()),
    through,
  })

describe('an access code that a coordinator replaced', () => {
  it('authorises nothing: neither from its page, nor with a page that was posted all the same', async () => {
    const { parent, withReplacedCode, code } = await createFileWithReplacedCode()
    expectRedirect(await changesNothing(() => withReplacedCode.get('/file/authorise/')), '/file/')
    const page = await parsePage(await withReplacedCode.get('/file/'))
    expect(page.shown.has('code-unconfirmed')).toBe(true)
    expect(page.text).toContain(filePageWording.codeUnconfirmed.en)
    const other = await createParentWithFile()
    const { path, fields } = await fillAuthorisationForm(other.parent)
    expectRedirect(await changesNothing(() => withReplacedCode.post(path, fields)), '/file/')
    expect((await parent.post('/file/', { code: [code] })).status).toBe(422)
  })

  it('is refused by the statement itself, when it is replaced while the form is on its way', async () => {
    const { fileId, parentId } = await createFileWithReplacedCode()
    const event = {
      fileId,
      actor: 'parent',
      action: 'authorisation_granted',
      detail: {},
      happenedAt: TEST_NOW,
    } as const
    const row = { id: 'late', parentId, createdAt: TEST_NOW, grantedAt: TEST_NOW, expiresAt: TEST_NOW + 1 }
    const grant = {
      row,
      formVersion: emptyFormVersion,
      replaces: undefined,
      contactHold: undefined,
      mail: [],
    }
    expect(await grantAuthorisation(db, event, grant)).toBe(false)
    expect(await queryRows('select id from authorisations')).toEqual([])
  })

  it('does not consent to a joint session, and withdraws a consent', async () => {
    const { withReplacedCode } = await createFileWithReplacedCode()
    await changesNothing(() => withReplacedCode.post('/file/joint-consent/', { agrees: ['yes'] }))
    await queryRows("update parents set joint_consented_at = 1 where side = 'initiating'")
    await withReplacedCode.post('/file/joint-consent/', { agrees: ['no'] })
    expect(
      await queryRows('select joint_consented_at from parents where joint_consented_at is not null'),
    ).toEqual([])
  })

  it('consents to no joint session in the statement either, and does once it is confirmed', async () => {
    const { fileId, parentId, reference, withReplacedCode } = await createFileWithReplacedCode()
    const event = buildAuditEvent(fileId, 'parent', 'joint_consent_given', TEST_NOW)
    const consent = () => setJointConsent(db, event, undefined, { parentId, consents: true }, [])
    expect(await changesNothing(consent)).toBe(false)
    await confirmCode(reference)
    await withReplacedCode.post('/file/joint-consent/', { agrees: ['yes'] })
    expect(
      await queryRows('select joint_consented_at from parents where joint_consented_at is not null'),
    ).toEqual([{ joint_consented_at: TEST_NOW }])
  })

  it('stops what was authorised before, and declines', async () => {
    const file = await createParentWithFile()
    await appendIntakeSent(file.fileId)
    await submitAuthorisationForm(file.parent)
    const withReplacedCode = await openFileWithCode(await replaceCode(file.reference))
    await withReplacedCode.post('/file/stop/')
    expect(await queryRows('select withdrawn_at is not null as withdrawn from authorisations')).toEqual([
      { withdrawn: 1 },
    ])
  })
})

describe('the confirmation of a replaced code', () => {
  it.each(codeConfirmationChannelKeys)(
    'is recorded with who and how, and then it signs: %s',
    async (through) => {
      const { reference, fileId, withReplacedCode } = await createFileWithReplacedCode({
        ...{ phone: '+16135550142', phoneSafe: 'yes', email: 'priya@example.com' },
      })
      expect((await loadShownFile(reference)).unconfirmedAccessCodes).toMatchObject([
        { side: 'initiating', replacedAt: TEST_NOW, replacedBy: { id: 'robin-ashdown' } },
      ])
      expect((await confirmCode(reference, { through })).status).toBe(204)
      expect(await listAuditDetails(fileId)).toContainEqual([
        'robin-ashdown',
        'access_code_confirmed',
        { side: 'initiating', through },
      ])
      expect((await loadShownFile(reference)).unconfirmedAccessCodes).toEqual([])
      expect((await parsePage(await withReplacedCode.get('/file/'))).shown.has('code-unconfirmed')).toBe(
        false,
      )
      expectRedirect(await submitAuthorisationForm(withReplacedCode), '/file/receipt/')
    },
  )

  it('stands with every later authorisation: in the receipt, in its evidence and at the desk', async () => {
    const { reference, withReplacedCode } = await createFileWithReplacedCode()
    await confirmCode(reference)
    await submitAuthorisationForm(withReplacedCode, authorisationExamples.plain.fields)
    const { slots } = await parsePage(await withReplacedCode.get('/file/receipt/'))
    expect(slots.receipt).toContain('Private code renewed for this parent by: Robin Ashdown')
    expect(slots.receipt).toContain('How it was confirmed: In person')
    const [row] = await queryRows<{ id: string; sealed_evidence: string; access_code_replaced_by: string }>(
      'select id, sealed_evidence, access_code_replaced_by from authorisations',
    )
    const { replacedAccessCode } = (await unseal(
      keys,
      'answers',
      buildEvidenceSealContext(row?.id ?? ''),
      row?.sealed_evidence ?? '',
    )) as AuthorisationEvidence
    expect(replacedAccessCode).toEqual({
      replacedAt: TEST_NOW,
      replacedBy: 'Robin Ashdown',
      confirmedAt: TEST_NOW,
      confirmedBy: 'Robin Ashdown',
      confirmedThrough: 'in-person',
    })
    const { calls } = await loadShownFile(reference)
    expect(calls[0]?.latest?.accessCodeReplacedBy).toMatchObject({ id: 'robin-ashdown' })
  })

  it('is of one code: the next one needs its own, and an outdated page confirms nothing', async () => {
    const { reference } = await createFileWithReplacedCode()
    await expectNoChange(409, () => confirmCode(reference, { replacedAt: TEST_NOW - 1 }))
    await confirmCode(reference)
    await expectNoChange(409, () => confirmCode(reference))
    const withNextCode = await openFileWithCode(await replaceCode(reference))
    expectRedirect(await withNextCode.get('/file/authorise/'), '/file/')
  })

  it.each<[string, Partial<ContactRules>]>([
    ['phone', {}],
    ['phone', { phone: '+16135550142', phoneSafe: 'no' }],
    ['phone', { phone: '+16135550142', phoneSafe: 'not-sure', email: 'priya@example.com' }],
    ['phone', { phone: '+16135550142', messageSafe: 'yes' }],
    ['e-mail', { phone: '+16135550142', phoneSafe: 'yes' }],
  ])('is not recorded through what the parent did not call safe: %s, with %j', async (through, rules) => {
    const { reference, withReplacedCode } = await createFileWithReplacedCode(rules)
    const refused = await expectNoChange(422, () => confirmCode(reference, { through }))
    expect(await refused.json()).toEqual({ code: 'invalid', paths: ['through'] })
    expectRedirect(await withReplacedCode.get('/file/authorise/'), '/file/')
  })

  it('is for whoever leads, and names a known channel', async () => {
    const { reference } = await createFileWithReplacedCode()
    await changesNothing(async () => {
      expect((await confirmCode(reference, { by: camille })).status).toBeGreaterThanOrEqual(403)
      expect((await confirmCode(reference, { through: 'a hunch' })).status).toBe(422)
    })
  })
})

it('a first code signs as before, and no receipt says otherwise', async () => {
  const { parent } = await createParentWithFile()
  await submitAuthorisationForm(parent)
  expect((await parsePage(await parent.get('/file/receipt/'))).slots.receipt).not.toContain('renewed')
  expect(await queryRows('select access_code_replaced_by from authorisations')).toEqual([
    { access_code_replaced_by: null },
  ])
})
