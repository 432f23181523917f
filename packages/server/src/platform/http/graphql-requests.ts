import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { Request, RequestHandler, Response } from 'express';
import type { Context } from '../graphql/context.ts';

/** Hands requests whose body was read to Apollo, and its answers back. */
export const answerGraphql =
  (apollo: ApolloServer<Context>, contextOf: (request: Request, response: Response) => Context): RequestHandler =>
  async (request, response) => {
    const headers = new HeaderMap();
    for (const [name, value] of Object.entries(request.headers))
      if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
    const { method, url, body } = request;
    const query = url.indexOf('?');
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method, headers, search: query < 0 ? '' : url.slice(query), body },
      context: async () => contextOf(request, response),
    });
    for (const [name, value] of answer.headers) response.setHeader(name, value);
    response.statusCode = answer.status ?? 200;
    // Nothing is delivered in parts: the schema has neither "@defer" nor "@stream".
    response.end(answer.body.kind === 'complete' ? answer.body.string : '');
  };
