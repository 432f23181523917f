import { cacheExchange, createClient, fetchExchange, gql } from 'urql';
import { describe, expect, it } from 'vitest';
import { latestAnswerExchange } from './latest-answer.ts';

const question = gql('{ revisions { id } }');
const change = gql('mutation { save { id } }');

/** A client whose queries are answered when the test says so, and whose edits are at once. */
function createClientByHand() {
  const answers: Array<(ids: string[]) => void> = [];
  const client = createClient({
    url: 'http://api.test/graphql',
    preferGetMethod: false,
    exchanges: [cacheExchange, latestAnswerExchange, fetchExchange],
    fetch: (_url, init) =>
      String(init?.body).includes('mutation')
        ? Promise.resolve(Response.json({ data: { save: { __typename: 'Revision', id: 'x' } } }))
        : new Promise((resolve) => {
            answers.push((ids) =>
              resolve(Response.json({ data: { revisions: ids.map((id) => ({ __typename: 'Revision', id })) } })),
            );
          }),
  });
  const seen: string[][] = [];
  const follow = () =>
    client
      .query(question, {}, { requestPolicy: 'cache-and-network' })
      .subscribe(({ data }) => seen.push((data?.revisions ?? []).map(({ id }: { id: string }) => id)));
  return { answers, seen, follow, edit: () => client.mutation(change, {}).toPromise() };
}

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 50));

describe('An answer to what was asked before an edit', () => {
  it('is not the last word: after two edits in a row the list is asked for again', async () => {
    const { answers, seen, follow, edit } = createClientByHand();
    follow();
    await expect.poll(() => answers.length).toBe(1);
    answers[0]?.(['1']);
    await expect.poll(() => seen.at(-1)).toEqual(['1']);
    await edit();
    await expect.poll(() => answers.length).toBe(2);
    await edit();
    answers[1]?.(['1', '2']);
    await expect.poll(() => answers.length).toBe(3);
    answers[2]?.(['1', '2', '3']);
    await expect.poll(() => seen.at(-1)).toEqual(['1', '2', '3']);
    await aMoment();
    expect(answers).toHaveLength(3);
  });

  it('is not taken for the first one either', async () => {
    const { answers, seen, follow, edit } = createClientByHand();
    follow();
    await expect.poll(() => answers.length).toBe(1);
    await edit();
    answers[0]?.(['1']);
    await expect.poll(() => answers.length).toBe(2);
    answers[1]?.(['1', '2']);
    await expect.poll(() => seen).toEqual([['1', '2']]);
  });

  it("is nobody's any more when the page was left", async () => {
    const { answers, seen, follow, edit } = createClientByHand();
    const { unsubscribe } = follow();
    await expect.poll(() => answers.length).toBe(1);
    unsubscribe();
    await edit();
    answers[0]?.(['1']);
    await aMoment();
    expect([answers.length, seen]).toEqual([1, []]);
  });
});
