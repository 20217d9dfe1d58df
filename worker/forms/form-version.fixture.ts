import type { FormVersion } from '../../db/form-versions.ts'
import type { Form } from '../../forms/form.ts'
import { writeFormDeclaration } from '../../forms/form-declaration.ts'
import { sha256Hex } from '../privacy/sha256.ts'

/** Builds the row of a form's version from its declaration in code, which need not be one that the site built. */
export async function buildFormVersionRow(form: Form): Promise<FormVersion> {
  const declaration = writeFormDeclaration(form)
  return { hash: await sha256Hex(declaration), declaration }
}
