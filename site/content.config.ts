import { defineCollection } from 'astro:content'
import { glob } from 'astro/loaders'
import { z } from 'astro/zod'

/** The pages people read, in `content/pages/<language>/`, the same file names in each. */
const pages = defineCollection({
  loader: glob({ base: './content/pages', pattern: '*/*.md' }),
  schema: z.object({
    title: z.string().min(1),
    /** For search results. */
    description: z.string().min(1).max(160),
    lead: z.string().min(1),
    /** The next step this page leads to, as an English path; it is called what that page is called. */
    next: z.string().startsWith('/'),
    /** The drawing that explains it. */
    figure: z.enum(['routes', 'steps', 'who-learns', 'who-learns-called', 'none']).default('none'),
    /** Whether somebody would take it along on paper. */
    print: z.boolean().default(false),
    /** Of a translation: the fingerprint of the English page that it says the same as. */
    translates: z.string().optional(),
  }),
})

export const collections = { pages }
