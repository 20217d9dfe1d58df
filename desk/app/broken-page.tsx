import { Component, type ReactNode } from 'react'
import { brokenPageWording } from '../client/failure-wording.ts'
import { getFileListPath } from '../client/routes.ts'
import { shellWording } from '../client/wording.ts'
import { useLanguage, useWordingText } from '../ui/language.tsx'

interface Props {
  readonly children: ReactNode
}

/** Replaces a page that threw while it was shown with a message and a link back. */
export class ErrorBoundary extends Component<Props, { readonly isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError() {
    return { isBroken: true }
  }

  override render() {
    return this.state.isBroken ? <BrokenPage /> : this.props.children
  }
}

function BrokenPage() {
  const language = useLanguage()
  const text = useWordingText()
  return (
    <div role="alert" className="problem">
      <h1>{text(brokenPageWording.title)}</h1>
      <p>{text(brokenPageWording.next)}</p>
      <p>
        <a href={location.pathname + location.search}>{text(brokenPageWording.reload)}</a>
      </p>
      <p>
        <a href={getFileListPath(language)}>{text(shellWording.allFiles)}</a>
      </p>
    </div>
  )
}
