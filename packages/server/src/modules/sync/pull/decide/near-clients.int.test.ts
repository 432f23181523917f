import pg from 'pg';
import { onTestFinished, vi } from 'vitest';
import { openSyncFixture, rawCompany, type SyncFixture } from '../../../../../test/support/sync-fixture.ts';

/** `push-matching.int.test.ts` holds the same pairs, the other way round. */
describe('P1: a company of another name that comes in', () => {
  let f: SyncFixture;
  beforeAll(async () => {
    f = await openSyncFixture();
  });
  beforeEach(async () => {
    for (const table of ['match_pair', 'entity_link', 'sync_issue', 'client']) await f.rows(`delete from ${table}`);
  });
  afterAll(() => f.test.drop());

  const client = async (name: string, more: Record<string, string>) => {
    const columns = ['website', 'phone', 'address_line1', 'city', 'postal_code'];
    const [row] = await f.rows<{ id: string }>(
      `insert into client (name, ${columns.join(', ')}) values ($1, $2, $3, $4, $5, $6) returning id`,
      [name, ...columns.map((column) => more[column] ?? null)],
    );
    return row?.id ?? '';
  };
  const take = (name: string, more: Record<string, unknown>) =>
    f.take('company', [rawCompany(500, { name, phoneNumber: null, website: null, ...more })]);
  const named = async () =>
    (await f.rows<{ name: string }>(`select name from client order by name`)).map(({ name }) => name);

  it.each<[string, Record<string, unknown>, Record<string, string>]>([
    [
      'the website and the phone',
      { website: 'https://www.toys.example/en', phoneNumber: '813.555.7002' },
      { website: 'toys.example', phone: '(813) 555-7002' },
    ],
    [
      'the website and the address',
      { website: 'toys.example', addressLine1: '7 Harbour Rd', city: 'Bristol' },
      { website: 'www.toys.example', address_line1: '7 Harbour Road', city: 'Bristol' },
    ],
    [
      'the phone and the address, by its postal code',
      { phoneNumber: '+1 813 555 7002', addressLine1: '7 Main Street', city: 'Tampa', zip: '33602-1234' },
      { phone: '813 555 7002', address_line1: '7 Main St.', city: 'Tampa', postal_code: '33602' },
    ],
  ])('is asked about where it shares %s', async (_what, there, here) => {
    const id = await client('Wingtip Toys', here);
    await take('Tailspin Games', there);
    expect(await named()).toEqual(['Wingtip Toys']);
    expect(await f.issue('500')).toMatchObject({
      code: 'possible_duplicate',
      state: 'open',
      detail: { candidates: [{ id, name: 'Wingtip Toys' }] },
    });
  });

  it('is asked about where its name is nearly the same, at the address', async () => {
    await client('Contoso Ltd', { address_line1: '7 Harbour Rd', city: 'Bristol' });
    await take('Contozo Ltd', { addressLine1: '7 Harbour Road', city: 'Bristol' });
    expect(await f.issue('500')).toMatchObject({ code: 'possible_duplicate' });
  });

  it.each<[string, Record<string, unknown>, Record<string, string>]>([
    ['website', { website: 'www.toys.example' }, { website: 'toys.example' }],
    ['phone', { phoneNumber: '813.555.7002' }, { phone: '(813) 555-7002' }],
    [
      'address',
      { addressLine1: '7 Harbour Rd', city: 'Bristol' },
      { address_line1: '7 Harbour Road', city: 'Bristol' },
    ],
  ])('is a new client where the two share nothing but the %s', async (_what, there, here) => {
    await client('Wingtip Toys', here);
    await take('Northstar Holdings', there);
    expect(await named()).toEqual(['Northstar Holdings', 'Wingtip Toys']);
  });

  it('is a new client where the one that shares much with it is linked already', async () => {
    const both = { website: 'toys.example', phone: '813 555 7002' };
    const id = await client('Wingtip Toys', both);
    await f.rows(
      `insert into entity_link (connection_id, entity, local_id, remote_id, origin) values ($1, 'company', $2, '499', 'matched')`,
      [f.connectionId, id],
    );
    await take('Tailspin Games', { website: both.website, phoneNumber: both.phone });
    expect(await named()).toEqual(['Tailspin Games', 'Wingtip Toys']);
  });

  it('is looked for once in a first sync whose pages find nothing free, and not by each page in all clients', async () => {
    const page = (from: number) =>
      Array.from({ length: 201 }, (_, i) =>
        rawCompany(from + i, { name: `Plant ${from + i}`, identifier: `P${from + i}` }),
      );
    // However slow the machine is, the pages follow one another within the while for which the answer holds.
    const began = performance.now();
    const clock = vi.spyOn(performance, 'now').mockReturnValue(began);
    onTestFinished(() => clock.mockRestore());
    const sent = vi.spyOn(pg.Client.prototype, 'query');
    for (const from of [1_000, 2_000, 3_000]) await f.take('company', page(from));
    const looks = sent.mock.calls.filter(([statement]) =>
      /^select exists \(select t\.\* from client/.test(String((statement as { text?: string }).text ?? statement)),
    );
    sent.mockRestore();
    expect(looks).toHaveLength(1);
    expect(await named()).toHaveLength(603);
  });
});
