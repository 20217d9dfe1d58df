/** The header by which a request of a benchmark names the kind of work that it is. */
export const WORK_HEADER = 'X-Bench-Work'
