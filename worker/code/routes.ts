import { DEVICE_QUESTION_NAME } from '../../forms/device.ts'
import { localisePath } from '../../forms/language.ts'
import type { RegisteredForm } from '../forms/registered-form.ts'
import { loadBuiltPage } from '../http/built-page.ts'
import type { AppEnv } from '../http/context.ts'
import type { Hono } from '../http/hono.ts'
import { createRouterFromRoutes } from '../http/routes.ts'
import { openWithAnyCode } from './open-with-any-code.ts'

/** The one page for every kind of code: it finds out what a code opens, and leads there. */
export const createCodeRoutes = (forms: readonly RegisteredForm[]): Hono<AppEnv> =>
  createRouterFromRoutes({
    '/': {
      get: (c) => loadBuiltPage(c, localisePath(c.get('language'), '/code/')),
      postForm: {
        button: 'open',
        fields: [DEVICE_QUESTION_NAME, 'code'],
        needsCookie: true,
        answer: (c, posted) =>
          openWithAnyCode(
            c,
            forms.map(({ form }) => form),
            posted,
          ),
      },
    },
  })
