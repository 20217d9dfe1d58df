import { createElement } from 'react'
import { createRoot } from 'react-dom/client'

// The least that React draws. The benchmarks compare the desk with it.
const root = document.getElementById('blank')
if (!root) throw new Error('The page has no #blank')
createRoot(root).render(createElement('h1', { id: 'drawn' }, '—'))
