import { defineCollection } from 'astro:content'
import { glob } from 'astro/loaders'
import { z } from 'astro/zod'

/** The pages people read, in `content/pages/<language>/`, the same file names in both. */
const pages = defineCollection({
  loader: glob({ base: './content/pages', pattern: '*/*.md' }),
  schema: z.object({
    title: z.string().min(1),
    description: z.string().min(1).max(160),
    lead: z.string().min(1),
    /** The next step this page leads to, as an English path. */
    next: z.object({ label: z.string(), href: z.string().startsWith('/') }),
  }),
})

export const collections = { pages }
