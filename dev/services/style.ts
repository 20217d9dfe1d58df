export const PAGE_STYLE = `
:root { color-scheme: light dark; --ink: light-dark(#1d2733, #e6e9ee); --paper: light-dark(#fbfaf7, #171b21);
  --quiet: light-dark(#4c5968, #a9b4c2); --line: light-dark(#d5d3cb, #38414d); --link: light-dark(#17508f, #9cc6ff);
  --note: light-dark(#eef1ea, #222a2c) }
* { box-sizing: border-box }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
  overflow-wrap: anywhere }
header, main { max-width: 44rem; margin: 0 auto; padding: 1rem }
header { border-bottom: 1px solid var(--line) }
ul, ol { padding: 0; list-style: none }
nav ul { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; margin: 0 }
a { color: var(--link); text-underline-offset: .15em }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px }
h1 { font-size: 1.5rem; line-height: 1.25 }
h2 { font-size: 1.125rem; margin-top: 2rem }
.notice, .letter { padding: .75rem 1rem; background: var(--note); border-left: 4px solid var(--line) }
.letter { white-space: pre-wrap }
.mails li { padding: .75rem 0; border-top: 1px solid var(--line) }
.mails p { margin: 0; color: var(--quiet); font-size: .875rem }
dl div { display: grid; grid-template-columns: minmax(7rem, 1fr) 4fr; gap: 1rem; padding: .25rem 0 }
dt { color: var(--quiet) }
dd { margin: 0 }
iframe { width: 100%; height: 30rem; border: 1px solid var(--line); background: #fff; color-scheme: light }
.people { display: grid; gap: .75rem }
button { width: 100%; padding: .75rem 1rem; display: grid; text-align: left; font: inherit; color: inherit;
  background: none; border: 1px solid var(--quiet); border-radius: .25rem; cursor: pointer }
button:hover { background: var(--note) }
button span { color: var(--quiet) }
@media (max-width: 30rem) { dl div { grid-template-columns: 1fr; gap: 0 } }
`
