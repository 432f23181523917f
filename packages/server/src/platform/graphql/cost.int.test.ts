import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import type { Database } from '../database/database.ts';
import { newId } from '../ids.ts';
import type { Actor } from './context.ts';
import { CostBudget } from './cost-budget.ts';

const program = (tokenId: string): Actor => ({
  workspaceId: newId(),
  role: 'viewer',
  userId: null,
  tokenId,
  name: 'dashboard',
  origin: { kind: 'user', userId: null } as never,
  viaToken: true,
  expiresAt: null,
});

describe('the budget of a token', () => {
  let test: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    test = await createTestDatabase();
    database = await test.open([]);
  });
  afterAll(() => test.drop());

  it('is one for all processes, and says when to ask again', async () => {
    const [one, other] = [new CostBudget(database, 20_000), new CostBudget(database, 20_000)];
    const actor = program(newId());
    for (let n = 0; n < 5; n++) await one.spend(actor, 2_000);
    const left = await other.spend(actor, 8_000);
    expect(left).toMatchObject({ limit: 20_000, remaining: expect.any(Number) });
    expect(left?.remaining).toBeLessThanOrEqual(2_000);
    await expect(other.spend(actor, 8_000)).rejects.toMatchObject({
      code: 'rate_limited',
      message: expect.stringMatching(/20,000 of cost.*came to 8,000.*Ask again in \d+ seconds/),
    });
    // Another token has its own.
    expect(await other.spend(program(newId()), 8_000)).toMatchObject({ remaining: 12_000 });
  });

  it('holds under many operations at the same moment', async () => {
    const budgets = [new CostBudget(database, 20_000), new CostBudget(database, 20_000)];
    const actor = program(newId());
    const asked = Array.from({ length: 60 }, (_, n) => budgets[n % 2]!.spend(actor, 1_000));
    const done = await Promise.allSettled(asked);
    expect(done.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(20);
    expect(done.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
  });

  it('is spent by what was asked alone, however many ask at once', async () => {
    const budget = new CostBudget(database, 50_000);
    const actor = program(newId());
    await Promise.all(Array.from({ length: 40 }, () => budget.spend(actor, 1_000)));
    expect(await budget.spend(actor, 1_000)).toMatchObject({ remaining: 9_000 });
  });

  it('is not one of people', async () => {
    expect(await new CostBudget(database, 10).spend({ ...program(newId()), tokenId: null }, 1_000_000)).toBeNull();
  });
});
