/** Codes of errors that cross a border (GraphQL, HTTP, audit). Stable: clients may branch on them. */
export type ErrorCode =
  | 'unauthenticated'
  | 'forbidden'
  | 'second_factor_required'
  | 'not_found'
  | 'invalid_input'
  | 'conflict'
  | 'not_connected'
  | 'unavailable'
  | 'rate_limited'
  | 'lease_lost'
  | 'internal';

/** An error with a stable code and a sentence that a user may read. `details` may name fields and IDs, never secrets. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: Record<string, unknown> = {},
    options?: { cause?: unknown },
  ) {
    super(message, options);
    this.name = 'AppError';
  }
}

/** One thing that the user can mend, tied to an input field by a dotted path. */
export interface Problem {
  code: string;
  field?: string | null;
  message: string;
}

/** Thrown by services when input is refused; mutations answer it as `problems`, nothing is written. */
export class ProblemsError extends Error {
  constructor(readonly problems: Problem[]) {
    super(problems.map((p) => p.message).join(' '));
    this.name = 'ProblemsError';
  }
}

/** Refuses input with a single problem. */
export const refuse = (code: string, message: string, field?: string): never => {
  throw new ProblemsError([{ code, message, field: field ?? null }]);
};

/** Another worker has taken over, so nothing more may be written under this lease. `what` is the work: "listing", "push". */
export const leaseLost = (what: string, details?: Record<string, unknown>): AppError =>
  new AppError('lease_lost', `Another worker has taken over this ${what}.`, details);

export const isLeaseLost = (error: unknown): boolean => error instanceof AppError && error.code === 'lease_lost';
