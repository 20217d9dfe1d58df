import { Component, type ReactNode } from 'react'

interface Props {
  /** Stands in place of a part that threw while it was shown, or whose script couldn't be loaded. */
  readonly broken: ReactNode
  readonly children: ReactNode
}

/** Lets a part of the desk fail by itself: what stands around it stays. */
export class ErrorBoundary extends Component<Props, { readonly isBroken: boolean }> {
  override state = { isBroken: false }

  static getDerivedStateFromError() {
    return { isBroken: true }
  }

  override render() {
    return this.state.isBroken ? this.props.broken : this.props.children
  }
}
