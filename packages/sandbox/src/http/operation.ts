import type { IncomingMessage } from 'node:http';
import type { Tenant } from '../tenant/tenant.ts';
import type { ActingMember } from '../write/write-context.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One authenticated request to an operation. */
export interface Call {
  readonly tenant: Tenant;
  readonly member: ActingMember;
  readonly method: Method;
  /** Path after `/apis/3.0`, as sent. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Numbers of the path: `id`, `parentId`, `grandparentId`. */
  readonly ids: Readonly<Record<string, number>>;
  /** Texts of the path, for the few operations keyed by identifier. */
  readonly words: Readonly<Record<string, string>>;
  readonly request: IncomingMessage;
  /** Address for `Link` headers, up to `/apis/3.0`. */
  readonly linkBase: string;
  readonly forwardOnly: boolean;
  /** Parsed JSON body with its text; empty for requests without one. */
  readonly body: unknown;
  readonly text: string;
}

export interface Answer {
  readonly status: number;
  /** JSON text or bytes; `undefined` for 204. */
  readonly body?: Buffer | string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Operation {
  readonly method: Method;
  /** e.g. `/company/companies/{id}` */
  readonly path: string;
  /** Schemas of the published specification, for the coverage list. */
  readonly sends?: string;
  readonly takes?: string;
  readonly record?: string;
  /** The handler reads the request itself (uploads). */
  readonly rawBody?: boolean;
  handle(call: Call): Answer | Promise<Answer>;
}

export const json = (status: number, value: unknown): Answer => ({ status, body: JSON.stringify(value) });
export const noContent: Answer = { status: 204 };
