import type { APIRoute, GetStaticPaths } from 'astro'
import { buildDeskForm } from '../../../../content/desk-form/build-desk-form.ts'
import { type Language, languages } from '../../../../forms/language.ts'

/** The pages on which a coordinator fills in what a parent said, for the desk, in each language. */
export const getStaticPaths = (() =>
  languages.map((language) => ({ params: { language }, props: { language } }))) satisfies GetStaticPaths

export const GET: APIRoute<{ language: Language }> = ({ props: { language } }) =>
  new Response(JSON.stringify(buildDeskForm(language)), { headers: { 'Content-Type': 'application/json' } })
