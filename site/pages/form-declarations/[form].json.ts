import type { APIRoute, GetStaticPaths } from 'astro'
import { bookingForm } from '../../../content/forms/booking/index.ts'
import { contactAuthorisationForm } from '../../../content/forms/contact-authorisation/index.ts'
import { parentForms } from '../../../content/forms/parent-forms.ts'
import type { Form } from '../../../forms/form.ts'
import { writeFormDeclaration } from '../../../forms/form-declaration.ts'

/** Each form whole: the worker carries it without the words that only pages show, and stores this when it is sent. */
export const getStaticPaths = (() =>
  [...parentForms.map(({ form }) => form), contactAuthorisationForm, bookingForm].map((form) => ({
    params: { form: form.id },
    props: { form },
  }))) satisfies GetStaticPaths

export const GET: APIRoute<{ form: Form }> = ({ props: { form } }) =>
  new Response(writeFormDeclaration(form), { headers: { 'Content-Type': 'application/json' } })
