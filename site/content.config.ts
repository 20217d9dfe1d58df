import { defineCollection } from 'astro:content'
import { glob } from 'astro/loaders'
import { z } from 'astro/zod'

/** The pages people read, in `content/pages/<language>/`, under the same file names in each language. */
const pages = defineCollection({
  loader: glob({ base: './content/pages', pattern: '*/*.md' }),
  schema: z.object({
    title: z.string().min(1),
    /** The description in search results. */
    description: z.string().min(1).max(160),
    lead: z.string().min(1),
    /** The English path of the page that comes next; the link has that page's title. */
    next: z.string().startsWith('/'),
    /** The drawing that explains the page. */
    figure: z.enum(['routes', 'steps', 'who-learns', 'who-learns-called', 'none']).default('none'),
    /** Whether somebody would want the page on paper. */
    print: z.boolean().default(false),
    /** In a translation: the fingerprint of the English page when it was last compared. */
    translates: z.string().optional(),
  }),
})

export const collections = { pages }
