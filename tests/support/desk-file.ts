import { MAX_REVISIONS } from '../../content/limits.ts'
import type { Visitor } from './test-portal.ts'

/**
 * Loads what the page of a file shows before anybody opens an answer, with all panels in one object. A locked file has
 * only its header and the related files. Nothing is recorded.
 */
export async function loadFilePanels<Facts>(visitor: Visitor, reference: string): Promise<Facts> {
  const load = async (panel: string) => toJson(await visitor.get(`/desk/api/files/${reference}/${panel}`))
  const header = await load('header')
  const opening = header.locked
    ? noPanels
    : Object.assign({}, ...(await Promise.all(['contact-holds', 'calls', 'messages'].map(load))), {
        ...(await load('appointments').then(({ parents, ...booking }) => ({
          ...booking,
          appointments: parents,
        }))),
      })
  return { ...header, ...(await load('related-files')), ...noAnswers, ...opening } as Facts
}

/** Loads the panels of a file and, unless it is locked, what the parents answered. The reading is recorded. */
export async function openFile<Facts>(visitor: Visitor, reference: string, language = 'en'): Promise<Facts> {
  const panels = await loadFilePanels<Readonly<Record<string, unknown>>>(visitor, reference)
  if (panels.locked) return panels as Facts
  const answers = await toJson(await readFileAnswers(visitor, reference, language))
  return { ...panels, ...answers } as Facts
}

/** Reads what the parents of a file answered. */
export const readFileAnswers = (visitor: Visitor, reference: string, language = 'en') =>
  postJson(visitor, `/desk/api/files/${reference}/readings/answers`, { language })

/**
 * Posts to the desk's API, with a JSON body if one is given. A decision is made on a page as it is now, unless `seen` says
 * which, and for an ordinary reason, where it asks for one.
 */
export function postJson(visitor: Visitor, path: string, body?: unknown): Promise<Response> {
  const [, decision] = DECISIONS.exec(path) ?? []
  const reason = decision && reasonByDecision[decision]
  const sent = decision
    ? {
        ...(decision !== 'reassignment' && { seen: MAX_REVISIONS }),
        ...(reason && { reason }),
        ...(body as object | undefined),
      }
    : body
  return visitor.request(path, {
    method: 'POST',
    ...(sent !== undefined && {
      body: JSON.stringify(sent),
      headers: { 'Content-Type': 'application/json' },
    }),
  })
}

const DECISIONS = /\/(assignment|reassignment|legal-coordinator|closure|access-code)$/

const reasonByDecision: Readonly<Record<string, string>> = { closure: 'finished', reassignment: 'no-room' }

const noPanels = { calls: [], appointments: [], messages: [], contactHolds: [] }
const noAnswers = { parents: [], latestAuthorisations: [], timeRequests: [], contactability: [] }

async function toJson(answer: Response): Promise<Readonly<Record<string, unknown>>> {
  if (answer.status !== 200) throw new Error(`The desk's API answered ${answer.status}`)
  return (await answer.json()) as Readonly<Record<string, unknown>>
}
