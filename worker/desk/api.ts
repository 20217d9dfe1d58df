import { Hono } from 'hono'
import { validator } from 'hono/validator'
import { summarise } from '../../content/forms/summarise.ts'
import { languages } from '../../content/language.ts'
import { practice } from '../../content/practice.ts'
import { appendAudit } from '../../db/audit.ts'
import { listFiles, readFile } from '../../db/files.ts'
import type { AppEnv } from '../http/context.ts'
import { tidyReference } from '../intake/reference.ts'
import { type EnvelopePart, submissionColumns } from '../intake/send.ts'
import { open } from '../privacy/seal.ts'

/** `?language=fr` asks for the questions in French; anything else gives them in English. */
const inLanguage = validator('query', ({ language: asked }) => ({
  language: languages.find((language) => language === asked) ?? 'en',
}))

/** What the desk asks the worker; `hono/client` reads its types. Every route needs a coordinator signed in. */
export const deskApi = new Hono<AppEnv>()
  .get('/me', (c) => {
    const { name, administrator } = c.get('coordinator')
    return c.json({ name, administrator })
  })
  .get('/files', async (c) => {
    const rows = await listFiles(c.get('env').db, c.get('coordinator'), Date.now())
    return c.json({ files: rows.map((row) => ({ ...row, lead: nameOf(row.leadCoordinator) })) })
  })
  .get('/files/:reference', inLanguage, async (c) => {
    const { db, keys } = c.get('env')
    const { id: coordinator, administrator } = c.get('coordinator')
    const file = await readFile(db, tidyReference(c.req.param('reference')))
    // A file somebody else leads is answered as one that does not exist.
    if (!file || !(administrator || file.leadCoordinator === coordinator || file.leadCoordinator === null)) {
      return c.json({ error: 404 } as const, 404)
    }
    const { submission, id, leadCoordinator, ...facts } = file
    const place = `submissions.${submissionColumns.answers}:${submission.id}` as const
    const part = (await open(keys, 'answers', place, submission.answers)) as EnvelopePart
    await appendAudit(db, {
      fileId: id,
      actor: coordinator,
      action: 'answers_opened',
      detail: {},
      happenedAt: Date.now(),
    })
    return c.json({
      ...facts,
      lead: nameOf(leadCoordinator),
      sections: summarise(part.asked, part.answers, c.req.valid('query').language),
      closed: { safety: submission.hasSafety === 1, otherContact: submission.hasOtherContact === 1 },
    })
  })

export type DeskApi = typeof deskApi

const nameOf = (id: string | null) =>
  practice.coordinators.find((coordinator) => coordinator.id === id)?.name ?? null
