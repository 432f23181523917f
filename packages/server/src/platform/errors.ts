/** Codes of errors that cross a border (GraphQL, HTTP, audit). Stable: clients may branch on them. */
export type ErrorCode =
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'invalid_input'
  | 'conflict'
  | 'not_connected'
  | 'unavailable'
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
