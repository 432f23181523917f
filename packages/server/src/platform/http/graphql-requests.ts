import { HeaderMap } from '@apollo/server';
import type { Request, RequestHandler, Response } from 'express';
import type { Answering } from '../graphql/apollo.ts';
import type { Context } from '../graphql/context.ts';
import { budgetHeaders } from '../graphql/cost-budget.ts';
import type { Asked } from '../graphql/straight-queries.ts';

/** Kinds of answers by what clients accept, as Apollo chose them. */
const MAX_TYPES = 50;
const MAX_ACCEPT = 300;

/** Answers requests whose body was read: what was asked before and is asked in the usual way straight, everything else by Apollo. */
export function answerGraphql(
  { apollo, straight }: Answering,
  contextOf: (request: Request, response: Response) => Context,
): RequestHandler {
  const types = new Map<string, string>();
  const learn = ({ headers: { accept = '' } }: Request, type: string | undefined) => {
    if (type !== undefined && accept.length <= MAX_ACCEPT && types.size < MAX_TYPES) types.set(accept, type);
  };
  return async (request, response) => {
    const context = contextOf(request, response);
    const asked = askedBy(request);
    const type = types.get(request.headers.accept ?? '');
    const answer = asked && type !== undefined ? await straight.answer(asked, context) : null;
    if (answer && type !== undefined) {
      response.setHeader('content-type', type);
      for (const [name, value] of budgetHeaders(answer.budget)) response.setHeader(name, value);
      response.end(answer.text);
      return;
    }
    const { method, url, body } = request;
    const query = url.indexOf('?');
    const { status = 200, ...told } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method, headers: headersOf(request), search: query < 0 ? '' : url.slice(query), body },
      context: async () => context,
    });
    if (asked && status === 200) learn(request, told.headers.get('content-type'));
    for (const [name, value] of told.headers) response.setHeader(name, value);
    response.statusCode = status;
    // Nothing is delivered in parts: the schema has neither "@defer" nor "@stream".
    response.end(told.body.kind === 'complete' ? told.body.string : '');
  };
}

function headersOf({ headers }: Request): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  return map;
}

const usual: ReadonlySet<string> = new Set(['query', 'variables', 'operationName']);

/** What a request asks by POST and JSON, as nearly all do; null for one that Apollo has to look at. */
function askedBy({ method, body }: Request): Asked | null {
  if (method !== 'POST' || !isRecord(body) || !Object.keys(body).every((key) => usual.has(key))) return null;
  const { query, variables = null, operationName = null } = body;
  if (typeof query !== 'string' || (variables !== null && !isRecord(variables))) return null;
  if (operationName !== null && typeof operationName !== 'string') return null;
  return { query, variables: variables ?? {}, operationName };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
