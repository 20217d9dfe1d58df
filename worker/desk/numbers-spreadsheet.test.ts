import { expect, it } from 'vitest'
import { renderCell } from './numbers-spreadsheet.ts'

it.each([
  ['=1+1', `"'=1+1"`],
  ['+1', `"'+1"`],
  ['-1', `"'-1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['\t=1', `"'\t=1"`],
  ['\r=1', `"'\r=1"`],
  ['5 = 5', '"5 = 5"'],
  ['say "no"', '"say ""no"""'],
  ['a, b', '"a, b"'],
  [-3, '-3'],
])('writes %j so that no spreadsheet program computes it', (cell, written) => {
  expect(renderCell(cell)).toBe(written)
})
