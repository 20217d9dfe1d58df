import { intakeExamples } from '../../content/forms/intake/examples.ts'
import { intakeForm } from '../../content/forms/intake/index.ts'
import type { FormExample } from '../../forms/example.ts'
import { writeFormDeclaration } from '../../forms/form-declaration.ts'
import { parseForm } from '../../forms/parse.ts'
import { buildSealedSubmissionRow } from '../../worker/forms/sealed-submission.ts'
import { type KeyRing, keyPurposes, type PurposeKeys } from '../../worker/privacy/key-ring.ts'
import { type Measure, roundToThousandths } from './measure.ts'

const { byOneParent, full } = intakeExamples

/** How much a submission takes in the database, all its sealed columns together, with safety answers padded. */
export const measureSubmissionSizes = async (): Promise<Measure[]> => [
  await measureSubmissionSize('sealed-submission-of-the-example', byOneParent, 20),
  await measureSubmissionSize('sealed-submission-with-twelve-children-and-every-field', full, 70),
]

async function measureSubmissionSize(name: string, { fields }: FormExample, goal: number): Promise<Measure> {
  const reading = parseForm(intakeForm, fields)
  if (!reading.ok) throw new Error('An example is incomplete')
  const { sealedAnswers, sealedSafety, sealedOtherContact } = await buildSealedSubmissionRow(
    {
      keys: generateKeyRing(),
      siteFiles: siteWithIntakeForm as never,
      portalOrigin: 'https://portal.example.com',
    },
    intakeForm,
    reading,
  )
  const sealed = [sealedAnswers, sealedSafety ?? '', sealedOtherContact ?? ''].join('')
  return { name, value: roundToThousandths(sealed.length / 1000), unit: 'kB', goal, better: 'lower' }
}

const siteWithIntakeForm = { fetch: async () => new Response(writeFormDeclaration(intakeForm)) }

function generateKeyRing(): KeyRing {
  const keys: PurposeKeys = [{ kid: 'bench', secret: crypto.getRandomValues(new Uint8Array(32)) }]
  return Object.fromEntries(keyPurposes.map((purpose) => [purpose, keys])) as KeyRing
}
