import type { APIRoute } from 'astro'
import { writeLoadedWords } from '../../content/loaded-words.ts'

/** The words that the worker loads, in every language. */
export const GET: APIRoute = () =>
  new Response(writeLoadedWords(), { headers: { 'Content-Type': 'application/json' } })
