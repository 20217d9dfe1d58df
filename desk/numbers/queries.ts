import { queryOptions } from '@tanstack/react-query'
import type { InferResponseType } from 'hono/client'
import type { Language } from '../../forms/language.ts'
import { deskClient, parseResponseOrThrowApiError } from '../client/api-client.ts'

export type ShownNumbers = InferResponseType<typeof deskClient.numbers.$get, 200>
export type ShownPeriod = ShownNumbers['periods'][number]

/** The practice’s numbers, of the periods that have ended. */
export const numbersQuery = queryOptions({
  queryKey: ['numbers'],
  queryFn: () => parseResponseOrThrowApiError(deskClient.numbers.$get()),
})

/** The address of the spreadsheet, which the worker gives to administrators. */
export const getSpreadsheetPath = (language: Language): string =>
  `/desk/api/numbers/spreadsheet?language=${language}`
