import { insertDeal, openPushFixture, type PushFixture, win } from '../../../../test/support/push-fixture.ts';

interface Kept {
  method: string;
  path: string;
  status: number | null;
  request: string | null;
  answer: string | null;
  failure: string | null;
}

describe('what was asked of ConnectWise, in the audit log', () => {
  let fixture: PushFixture;
  const rowsOf = (opportunityId: string) =>
    fixture.rows<{ operation: string; entity: string; remote_id: string | null; exchanges: Kept[] | null }>(
      `select operation, entity, remote_id, exchanges from audit_event where opportunity_id = $1 order by seq`,
      [opportunityId],
    );

  beforeAll(async () => {
    fixture = await openPushFixture();
  });
  afterAll(() => fixture.close());
  afterEach(() => fixture.sandbox.clearFaults());

  it('keeps with each step of a push what was sent and what came back, and no key', async () => {
    const deal = await insertDeal(fixture);
    await win(fixture, deal);
    await fixture.drain();
    const rows = await rowsOf(deal.opportunityId);
    const company = rows.find(({ entity, operation }) => entity === 'company' && operation === 'create');
    const created = company?.exchanges?.find(({ method }) => method === 'POST');
    expect(created).toMatchObject({ path: '/company/companies', status: 201, failure: null });
    expect(JSON.parse(created?.answer ?? '{}')).toMatchObject({ id: Number(company?.remote_id) });
    expect(JSON.parse(created?.request ?? '{}')).toMatchObject({ name: JSON.parse(created?.answer ?? '{}').name });
    // Each request stands in one row alone, in the order of the work.
    const posts = rows.flatMap(({ exchanges }) => exchanges ?? []).filter(({ method }) => method === 'POST');
    const seen = fixture.sandbox.journal().filter(({ method, path }) => method === 'POST' && !path.includes('/login/'));
    expect(posts.map(({ path }) => path)).toEqual(seen.map(({ path }) => path.replace(/^.*\/apis\/3\.0/, '')));
    const document = posts.find(({ path }) => path === '/system/documents');
    if (document) expect(document.request).toMatch(/"file":"[^"]+\.pdf \(application\/pdf, \d+ bytes\)"/);
    expect(JSON.stringify(rows)).not.toMatch(/Basic |privatekey|authorization/i);
  });

  it('shows of a refusal what ConnectWise said, and of an outage what was asked then', async () => {
    const deal = await insertDeal(fixture);
    await fixture.rows(`update client set name = repeat('Harbor ', 25) where id = $1`, [deal.clientId]);
    await win(fixture, deal);
    await fixture.run();
    const refused = (await rowsOf(deal.opportunityId)).find(({ operation }) => operation === 'fail');
    expect(refused?.exchanges?.at(-1)).toMatchObject({ method: 'POST', status: 400, path: '/company/companies' });
    expect(refused?.exchanges?.at(-1)?.answer).toContain('name');

    const other = await insertDeal(fixture);
    await win(fixture, other);
    fixture.sandbox.fail({ method: 'POST', status: 503 });
    await fixture.run();
    const failed = (await rowsOf(other.opportunityId)).find(({ operation }) => operation === 'fail');
    // Then it was looked whether the record was made all the same.
    expect(failed?.exchanges?.map(({ method, status }) => [method, status]).slice(-2)).toEqual([
      ['POST', 503],
      ['GET', 200],
    ]);
  });
});
