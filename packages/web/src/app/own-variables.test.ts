import { createClient, fetchExchange, gql } from 'urql';
import { describe, expect, it } from 'vitest';
import { ownVariablesExchange } from './own-variables.ts';

describe('The variables of a request', () => {
  it('are sent without the type names that objects of an answer carry, and otherwise as they are', async () => {
    const sent: unknown[] = [];
    const client = createClient({
      url: 'http://api.test/graphql',
      preferGetMethod: false,
      exchanges: [ownVariablesExchange, fetchExchange],
      fetch: async (_url, init) => {
        sent.push(JSON.parse(String(init?.body)).variables);
        return Response.json({ data: { save: true } });
      },
    });
    const input = {
      __typename: 'Quote',
      lines: [{ __typename: 'Line', price: 0, note: null, tags: ['__typename'] }],
      at: undefined,
    };
    await client.mutation(gql('mutation ($input: QuoteInput!) { save(input: $input) }'), { input }).toPromise();
    expect(sent).toEqual([{ input: { lines: [{ price: 0, note: null, tags: ['__typename'] }] } }]);
    expect(input.lines[0]).toHaveProperty('__typename');
  });
});
