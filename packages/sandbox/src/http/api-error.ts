/** One entry of `errors[]` in an error body. */
export interface Problem {
  readonly code:
    | 'MissingRequiredField'
    | 'InvalidField'
    | 'InvalidObject'
    | 'ObjectExists'
    | 'NotFound'
    | 'MaxLengthField'
    | 'OutOfRange';
  readonly message: string;
  readonly resource: string;
  readonly field: string;
}

/** An answer that is not a success; `body` has exactly the shape that ConnectWise sends (§1.4). */
export class ApiError extends Error {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> | string;

  constructor(status: number, body: Readonly<Record<string, unknown>> | string) {
    super(typeof body === 'string' ? body : String(body.message));
    this.name = 'ApiError';
    this.status = status;
    this.body = body;
  }
}

export const badRequest = (code: string, message: string) => new ApiError(400, { code, message, errors: null });

/** 400 with every problem of the object at once: `contact object is invalid`. */
export const invalidObject = (resource: string, problems: readonly Problem[]) =>
  new ApiError(400, { code: 'InvalidObject', message: `${resource} object is invalid`, errors: problems });

export const notFound = (resource: string, id: number | string) =>
  new ApiError(404, { code: 'NotFound', message: `${capitalized(resource)} ${id} not found` });

export const noEndpoint = () => new ApiError(404, { code: 'ConnectWiseApi', message: 'The endpoint does not exist.' });

/** No 409 body was ever recorded (§10): this shape is the reference pages' proposal. */
export const conflict = (message: string) => new ApiError(409, { code: 'Conflict', message, errors: null });

export const noPermission = () =>
  new ApiError(403, {
    code: 'Security',
    message: 'You do not have security permission to perform this action.',
    errors: null,
  });

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
