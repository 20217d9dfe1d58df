/** Every documented error: its status and message. Source: https://resend.com/docs/api-reference/errors */
const DOCUMENTED_PROBLEMS = {
  invalid_idempotency_key: [400, 'The key must be between 1-256 chars.'],
  validation_error: [422, 'We found an error with one or more fields in the request.'],
  missing_api_key: [401, 'Missing API key in the authorization header.'],
  restricted_api_key: [401, 'This API key is restricted to only send emails.'],
  invalid_api_key: [403, 'API key is invalid.'],
  not_found: [404, 'The requested endpoint does not exist.'],
  method_not_allowed: [405, 'Method is not allowed for the requested path.'],
  invalid_idempotent_request: [409, 'Same idempotency key used with a different request payload.'],
  concurrent_idempotent_requests: [
    409,
    'Same idempotency key used while original request is still in progress.',
  ],
  invalid_attachment: [422, 'Attachment must have either a `content` or `path`.'],
  invalid_from_address: [422, 'Invalid `from` field.'],
  invalid_access: [422, 'Access must be "full_access" | "sending_access".'],
  invalid_parameter: [422, 'The parameter must be a valid UUID.'],
  invalid_region: [422, 'Region must be "us-east-1" | "eu-west-1" | "sa-east-1".'],
  missing_required_field: [422, 'The request body is missing one or more required fields.'],
  rate_limit_exceeded: [429, 'Too many requests. Please limit the number of requests per second.'],
  daily_quota_exceeded: [429, 'You have reached your daily email sending quota.'],
  monthly_quota_exceeded: [429, 'You have reached your monthly email sending quota.'],
  security_error: [451, 'We may have found a security issue with the request.'],
  internal_server_error: [500, 'An unexpected error occurred.'],
  application_error: [500, 'An unexpected error occurred.'],
} as const satisfies Record<string, readonly [status: number, message: string]>

export type ProblemName = keyof typeof DOCUMENTED_PROBLEMS

export const PROBLEM_NAMES = Object.keys(DOCUMENTED_PROBLEMS) as ProblemName[]

/** The body of every error the provider answers. */
export type ProviderProblem = { statusCode: number; name: ProblemName; message: string }

/** A documented error; status and message are the documented ones unless said otherwise. */
export function createProblem(
  name: ProblemName,
  said: { statusCode?: number; message?: string } = {},
): ProviderProblem {
  const [statusCode, message] = DOCUMENTED_PROBLEMS[name]
  return { statusCode, name, message, ...said }
}

/** A documented name for a status; `internal_server_error` or `validation_error` when there is none. */
export function findProblemName(statusCode: number): ProblemName {
  const documented = PROBLEM_NAMES.find((name) => DOCUMENTED_PROBLEMS[name][0] === statusCode)
  return documented ?? (statusCode >= 500 ? 'internal_server_error' : 'validation_error')
}
