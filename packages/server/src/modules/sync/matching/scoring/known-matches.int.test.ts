import { matchWorld } from '../../../../../test/support/match-companies.ts';
import { openSyncFixture, rawCompany, type SyncFixture } from '../../../../../test/support/sync-fixture.ts';
import { parseAll } from '../../../../connectwise/wire/wire.ts';
import { Database } from '../../../../platform/database/database.ts';
import { AuditLog } from '../../../audit/audit-log.service.ts';
import { LinksService } from '../../../links/links.service.ts';
import { ApplyRemote } from '../../pull/apply-remote.ts';
import { companySync } from '../../records/company/company.sync.ts';
import { records } from '../../registry.ts';
import { bucketOf, openQuestions } from './clear-pair.rules.ts';
import { domainOf, tailsOf } from './domains.rules.ts';
import { bucketConditions } from './match-buckets.queries.ts';
import { nameParts } from './names.rules.ts';
import { phoneKey, tailOf } from './phones.rules.ts';

describe('what SQL and code must say alike', () => {
  let f: SyncFixture;
  beforeAll(async () => {
    f = await openSyncFixture();
  });
  afterAll(() => f.test.drop());

  it('reads names, phone numbers and domains the same way', async () => {
    const names = [
      ...matchWorld(200).remote.map((record) => record.name ?? ''),
      'Café Zürich & Söhne GmbH & Co. KG',
      'The L.L.C. Partners, LLC',
      'Limited',
      'The',
      "O'Neil’s Law",
      'Acme Inc. Ltd',
      'Łódź Ørsted Æther ß',
      '  &  and  ',
      'Smith and Sons and Co',
      '株式会社 Acme',
      'Théâtre   d’été (Nord)',
    ];
    const rows = await f.rows<{ name: string; key: string | null }>(
      `select n as name, match_name(n) as key from unnest($1::text[]) n`,
      [names],
    );
    expect(rows.map((row) => [row.name, row.key])).toEqual(
      rows.map((row) => [row.name, nameParts(row.name, { hasLegalForm: true })?.compact ?? null]),
    );
  });

  it('looks for phone numbers and domains by what every way of writing them has in common', async () => {
    const phones = [
      '+1 (813) 555-0100',
      '0044 20 7946 0958',
      '555',
      '18135550100',
      '813.555.0100 x9',
      'Tel. 813-555-0100 (main)',
      '813\u00a0555\u20130100',
      '+49 (0)30 / 1234-567',
      '06 6981 2345',
      '011 15 2345-6789',
      '813 555 0100 / 813 555 0101',
      '12 34 x 8135550100',
      '555-0100',
      'call me',
      '',
    ];
    const found = await f.rows<{ phone: string; tail: string | null }>(
      `select n as phone, phone_tail(n) as tail from unnest($1::text[]) n`,
      [phones],
    );
    for (const home of ['US', 'DE', 'IT', 'AR', null] as const) {
      const national = (phone: string) => phoneKey({ phone }, home)?.national;
      expect(found.map(({ phone, tail }) => [phone, tail])).toEqual(
        found.map(({ phone }) => [phone, national(phone) === undefined ? null : tailOf(national(phone) ?? '')]),
      );
    }
    const sites = [
      'https://www.Acme.com/contact?x',
      'acme.com:8080',
      'n/a',
      'HTTP://a.b.example#x',
      ' www.acme.example ',
      'shop.acme.co.uk',
      'acme.github.io',
      '//acme.com',
      'http:/acme.com',
      'acme.com.',
      'https://user:secret@acme.com/x',
      'info@acme.com',
      'www.müller.de',
      'xn--mller-kva.de',
      'acme',
      '',
    ];
    const tails = await f.rows<{ site: string; tail: string | null }>(
      `select n as site, web_tail(n) as tail from unnest($1::text[]) n`,
      [sites],
    );
    for (const { site, tail } of tails) {
      const domain = domainOf(site);
      expect([site, domain === null || tailsOf(domain).includes(tail ?? '')]).toEqual([site, true]);
    }
  });

  it('puts pairs into the same buckets', async () => {
    const clients = await f.rows<{ id: string }>(
      `insert into client (name) select 'Bucket ' || n from generate_series(1, 6) n returning id`,
    );
    const pairs = [0, 1, 2, 3, 4, 5].flatMap((l) =>
      [0, 1, 2].map((r) => ({
        localId: clients[l]?.id ?? '',
        remoteId: `${9_000 + ((l * 7 + r * 3) % 8)}`,
        score: 45 + ((l * 17 + r * 23) % 56),
        rival: (l * 13 + r * 29) % 101,
        veto: (l + r) % 4 === 0 ? 'name_differs' : null,
      })),
    );
    const unique = [...new Map(pairs.map((pair) => [`${pair.remoteId} ${pair.localId}`, pair])).values()];
    for (const pair of unique)
      await f.rows(
        `insert into match_pair (connection_id, entity, remote_id, remote_name, local_id, local_name, score, rival, veto)
         values ($1, 'company', $2, 'r', $3, 'l', $4, $5, $6)`,
        [f.connectionId, pair.remoteId, pair.localId, pair.score, pair.rival, pair.veto],
      );
    for (const threshold of [50, 70, 90]) {
      const questions = new Set(openQuestions(unique, threshold));
      for (const bucket of ['exact', 'probable', 'ambiguous'] as const) {
        const rows = await f.rows<{ key: string }>(
          `select p.remote_id || ' ' || p.local_id as key from match_pair p where p.connection_id = $1 and ${bucketConditions('$2')[bucket]} order by 1`,
          [f.connectionId, threshold],
        );
        const expected = unique.filter((pair) => questions.has(pair) && bucketOf(pair, threshold) === bucket);
        expect(rows.map((row) => row.key)).toEqual(expected.map((pair) => `${pair.remoteId} ${pair.localId}`).sort());
      }
    }
    await f.rows('delete from match_pair');
  });
});

describe('a page of companies and what the review knows', () => {
  let f: SyncFixture;
  beforeAll(async () => {
    f = await openSyncFixture();
  });
  beforeEach(async () => {
    await f.rows('delete from match_pair');
    await f.rows('delete from entity_link');
    await f.rows('delete from sync_issue');
    await f.rows('delete from client');
  });
  afterAll(() => f.test.drop());

  const add = async (
    name: string,
    more: { website?: string; phone?: string; city?: string; identifier?: string } = {},
  ): Promise<string> =>
    (
      await f.rows<{ id: string }>(
        'insert into client (name, website, phone, city, identifier) values ($1, $2, $3, $4, $5) returning id',
        [name, more.website ?? null, more.phone ?? null, more.city ?? null, more.identifier ?? null],
      )
    )[0]?.id ?? '';
  const pair = (
    remoteId: number,
    localId: string,
    more: { state?: string; score?: number; rival?: number; veto?: string } = {},
  ) =>
    f.rows(
      `insert into match_pair (connection_id, entity, remote_id, remote_name, local_id, local_name, state, score, rival, veto)
       values ($1, 'company', $2, 'R', $3, 'L', $4, $5, $6, $7)`,
      [
        f.connectionId,
        String(remoteId),
        localId,
        more.state ?? 'proposed',
        more.score ?? 95,
        more.rival ?? 0,
        more.veto ?? null,
      ],
    );
  const take = (...companies: object[]) =>
    f.take(
      'company',
      companies.map((one, n) => rawCompany(500 + n, { phoneNumber: null, website: null, ...one })),
    );
  const linkOf = async (remoteId: number) =>
    (await f.rows<{ local_id: string }>('select local_id from entity_link where remote_id = $1', [String(remoteId)]))[0]
      ?.local_id;
  const codeOf = async (remoteId: number) =>
    (
      await f.rows<{ code: string }>(`select code from sync_issue where remote_id = $1 and state = 'open'`, [
        String(remoteId),
      ])
    )[0]?.code;

  it('finds a client that only its legal form tells from the company', async () => {
    const id = await add('Acme', { website: 'acme.example' });
    await take({ name: 'ACME, Inc.', website: 'www.acme.example' });
    expect(await linkOf(500)).toBe(id);
  });

  it('P1: never links by a recycled identifier', async () => {
    await add('Ancient Mill', { identifier: 'MILL' });
    await take({ name: 'Modern Gym', identifier: 'mill' });
    expect([await linkOf(500), await codeOf(500)]).toEqual([undefined, 'possible_duplicate']);
  });

  it('P1: asks about both when two companies of a page fit one client', async () => {
    await add('Contoso', { website: 'contoso.example', phone: '8135550100' });
    const both = { website: 'contoso.example', phoneNumber: '8135550100' };
    await take({ name: 'Contoso', ...both }, { name: 'Contoso Inc', ...both });
    expect([await codeOf(500), await codeOf(501)]).toEqual(['possible_duplicate', 'possible_duplicate']);
    expect(await f.rows('select 1 from entity_link')).toEqual([]);
  });

  it('P1: takes a switchboard number that many clients have for little', async () => {
    for (const name of ['One', 'Two', 'Three']) await add(name, { phone: '(407) 555-0100' });
    await add('Tenant', { phone: '407-555-0100' });
    await take({ name: 'Tenant', phoneNumber: '4075550100' });
    expect(await codeOf(500)).toBe('possible_duplicate');
  });

  it('P1: counts a switchboard however each client writes it, and a website of many however it is called', async () => {
    for (const [n, phone] of ['(407) 555-0100', '+1 407 555 0100', '1-407-555-0100 x3', '4075550100'].entries())
      await add(`Neighbour ${n}`, { phone, website: `office${n}.shared.co.uk` });
    await add('Tenant', { phone: '407-555-0100', website: 'tenant.shared.co.uk' });
    await add('Guest', { website: 'guest.shared.co.uk' });
    await take({ name: 'Tenant', phoneNumber: '4075550100' }, { name: 'Guest', website: 'www.shared.co.uk' });
    expect([await codeOf(500), await codeOf(501)]).toEqual(['possible_duplicate', 'possible_duplicate']);
  });

  it('links by one phone number in two notations of its country, and by another page of a website', async () => {
    const berlin = await add('Kiez', { phone: '+49 (0)30 1234567' });
    const leeds = await add('Moor', { website: 'https://shop.moor.co.uk' });
    await take({ name: 'Kiez', phoneNumber: '030 1234567', country: { id: 2, name: 'Germany' } });
    await f.take('company', [rawCompany(510, { name: 'Moor', phoneNumber: null, website: 'www.moor.co.uk' })]);
    expect([await linkOf(500), await linkOf(510)]).toEqual([berlin, leeds]);
    expect(
      await f.rows('select phone, website from client where id = any($1) order by name', [[berlin, leeds]]),
    ).toEqual([
      { phone: '030 1234567', website: null },
      { phone: null, website: 'www.moor.co.uk' },
    ]);
  });

  it('P7: leaves apart what a person has told apart, though the strong keys agree', async () => {
    const id = await add('Acme', { website: 'acme.example' });
    await pair(500, id, { state: 'rejected' });
    await take({ name: 'Acme', website: 'acme.example' });
    expect([await linkOf(500), await codeOf(500)]).toEqual([undefined, 'name_taken']);
  });

  it('links a pair that only the comparison could find, by the threshold that is set', async () => {
    const id = await add('Harbour Quay Dental');
    await pair(500, id, { score: 85 });
    const company = { name: 'Quay Dental' };
    await take(company);
    expect(await codeOf(500)).toBe('possible_duplicate');
    const configuration = { ...f.pullContext.configuration, matching: { threshold: 80 } };
    await f.take('company', [rawCompany(500, { ...company, phoneNumber: null, website: null })], { configuration });
    expect(await linkOf(500)).toBe(id);
  });

  it('refuses a pair that has a rival, a veto, or was put off', async () => {
    const [a, b, c] = [await add('A'), await add('B'), await add('C')];
    await pair(500, a, { rival: 90 });
    await pair(501, b, { veto: 'other_place' });
    await pair(502, c, { state: 'later' });
    await take({ name: 'R0' }, { name: 'R1' }, { name: 'R2' });
    expect([await codeOf(500), await codeOf(501), await codeOf(502)]).toEqual(Array(3).fill('possible_duplicate'));
  });

  it('brings in what somebody said is new, and what is clearly another one', async () => {
    const [a, b] = [await add('A'), await add('B')];
    await pair(500, a, { state: 'create' });
    await pair(501, b, { score: 60, rival: 100 });
    await pair(900, b, { score: 100, rival: 60 });
    await take({ name: 'R0' }, { name: 'R1' });
    expect(await f.rows(`select name from client where name like 'R%' order by 1`)).toEqual([
      { name: 'R0' },
      { name: 'R1' },
    ]);
  });

  it('asks the database no more for a long page than for a short one', async () => {
    let sent = 0;
    const database = await Database.open({ url: f.test.url, entities: [], onQuery: () => sent++ });
    const door = new ApplyRemote({ database, audit: new AuditLog(), links: new LinksService(), records });
    const count = async (size: number): Promise<number> => {
      const named = (n: number) => ({ name: `Client ${size} ${n}`, website: `c${size}${n}.example` });
      const id = (n: number) => 600 + size * 10 + n;
      for (let n = 0; n < size; n++) await pair(id(n), await add(named(n).name, { website: named(n).website }));
      const page = Array.from({ length: size }, (_, n) => rawCompany(id(n), named(n)));
      sent = 0;
      const counts = await door.apply(f.pullContext, {
        sync: companySync,
        ...parseAll(companySync.wire, page),
        requestId: null,
      });
      expect(counts.linked).toBe(size);
      return sent;
    };
    const [many, few] = [await count(12), await count(2)];
    await database.close();
    expect(many).toBe(few);
  });
});
