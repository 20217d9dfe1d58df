// Declares the two components in use, since govuk-frontend ships without types.
declare module 'govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs' {
  export class ErrorSummary {
    constructor(root: Element)
  }
}

declare module 'govuk-frontend/dist/govuk/components/exit-this-page/exit-this-page.mjs' {
  export class ExitThisPage {
    constructor(root: Element)
  }
}
