import type { Request } from 'express';

/** Whether a person's browser asks for a page to look at; programs ask for JSON, or for anything. */
export const wantsPage = ({ method, headers }: Pick<Request, 'method' | 'headers'>): boolean =>
  (method === 'GET' || method === 'HEAD') && /\btext\/html\b/i.test(headers.accept ?? '');
