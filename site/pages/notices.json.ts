import type { APIRoute } from 'astro'
import { noticeWordings } from '../../content/notices.ts'

/** The notices that the worker shows above a page, in every language. */
export const GET: APIRoute = () => Response.json(noticeWordings)
