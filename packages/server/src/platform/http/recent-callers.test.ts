import { buildSchema, parse } from 'graphql';
import { compiledExecution } from '../graphql/compiled-execution.ts';
import type { Actor } from '../graphql/context.ts';
import type { Credentials } from './credentials.ts';
import { forgettingCallers, RecentCallers } from './recent-callers.ts';

const actor = (workspaceId: string, expiresAt: Date | null = null): Actor => ({
  workspaceId,
  role: 'viewer',
  userId: null,
  tokenId: 'token',
  name: 'Board',
  origin: { kind: 'token', tokenId: 'token', name: 'Board' },
  viaToken: true,
  expiresAt,
});

const token = (bearerToken: string): Credentials => ({ bearerToken, sessionToken: null, address: '127.0.0.1' });

/** Callers whose look-ups are noted, and answered out of a table that tests change. */
function told(people: Record<string, Actor | undefined>) {
  const state = { hears: true, asked: [] as (string | null)[] };
  const callers = new RecentCallers(
    async ({ bearerToken }) => {
      state.asked.push(bearerToken);
      return people[bearerToken ?? ''] ?? null;
    },
    () => state.hears,
  );
  return { callers, people, state };
}

describe('recent callers', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it('looks up a busy program once a second', async () => {
    const { callers, state } = told({ a: actor('w') });
    for (let times = 0; times < 21; times++) {
      expect(await callers.of(token('a'))).toMatchObject({ workspaceId: 'w' });
      vi.advanceTimersByTime(100);
    }
    expect(state.asked).toHaveLength(3);
  });

  it('lets nobody in who ended a second ago, even when it was not told', async () => {
    const { callers, people } = told({ a: actor('w') });
    await callers.of(token('a'));
    people.a = undefined;
    vi.advanceTimersByTime(1_000);
    expect(await callers.of(token('a'))).toBeNull();
  });

  it('ends at once what is told of, and keeps the callers of other workspaces', async () => {
    const { callers, people, state } = told({ a: actor('w'), b: actor('v') });
    await callers.of(token('a'));
    await callers.of(token('b'));
    people.a = undefined;
    callers.forget('w');
    expect(await callers.of(token('a'))).toBeNull();
    expect(await callers.of(token('b'))).not.toBeNull();
    expect(state.asked).toEqual(['a', 'b', 'a']);
  });

  it('keeps nothing that was on its way when an end was told', async () => {
    const { callers, people } = told({ a: actor('w') });
    const onItsWay = callers.of(token('a'));
    people.a = undefined;
    callers.forget('w');
    expect(await onItsWay).not.toBeNull();
    expect(await callers.of(token('a'))).toBeNull();
  });

  it('looks up each time while nobody would tell of an end', async () => {
    const { callers, people, state } = told({ a: actor('w') });
    await callers.of(token('a'));
    people.a = undefined;
    state.hears = false;
    expect(await callers.of(token('a'))).toBeNull();
    await callers.of(token('a'));
    expect(state.asked).toHaveLength(3);
  });

  it('lets nobody in past the end of their session or token', async () => {
    const { callers, people } = told({ a: actor('w', new Date(Date.now() + 300)) });
    await callers.of(token('a'));
    people.a = undefined;
    vi.advanceTimersByTime(300);
    expect(await callers.of(token('a'))).toBeNull();
  });

  it('keeps no strangers: a token that is made now works now', async () => {
    const { callers, people } = told({});
    expect(await callers.of(token('a'))).toBeNull();
    people.a = actor('w');
    expect(await callers.of(token('a'))).not.toBeNull();
  });

  it('tells apart where the same token comes from', async () => {
    const { callers, state } = told({ a: actor('w') });
    await callers.of(token('a'));
    await callers.of({ ...token('a'), address: '127.0.0.2' });
    expect(state.asked).toHaveLength(2);
  });

  it('forgets the callers of a workspace in which something was changed, and not for a read', async () => {
    const schema = buildSchema('type Query { a: Int } type Mutation { a: Int }');
    const forgotten: (string | null)[] = [];
    const execute = forgettingCallers(compiledExecution(schema), { forget: (id) => void forgotten.push(id) });
    const run = (text: string, who: Actor | null) => execute({ document: parse(text), contextValue: { actor: who } });
    await run('{ a }', actor('w'));
    await run('mutation { a }', actor('w'));
    await run('mutation { a }', null);
    expect(forgotten).toEqual(['w', null]);
  });
});
