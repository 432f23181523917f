import { crc32, deflateSync } from 'node:zlib';
import { extractText, getDocumentProxy } from 'unpdf';
import { createTestApp, type TestApp } from '../../../../test/support/test-app.ts';

const save = `mutation ($input: WorkspaceProfileInput!) { saveWorkspaceProfile(input: $input) {
  profile { name currency address taxNumber quoteTerms quoteValidDays paper printsOn } problems { code field message } } }`;

/** A picture of one colour. */
function png(
  width: number,
  height: number,
  odd: { colour?: number; pixels?: Buffer; interlaced?: boolean } = {},
): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  const { colour = 2, interlaced = false } = odd;
  head.set([8, colour, 0, 0, interlaced ? 1 : 0], 8);
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const pixels = odd.pixels ?? deflateSync(Buffer.alloc((width * (colour === 6 ? 4 : 3) + 1) * height));
  return Buffer.concat([start, chunk('IHDR', head), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]);
}

describe('the profile of a workspace', () => {
  let app: TestApp;
  let quoteId: string;
  beforeAll(async () => {
    app = await createTestApp({ sandbox: false });
    const [made] = await app.test.sql<{ id: string }>(
      `with s as (insert into pipeline_stage (workspace_id, name, position, kind) values ($1, 'Lead', 1, 'open') returning id),
         c as (insert into client (workspace_id, name) values ($1, 'Harbor Dental') returning id),
         p as (insert into product (workspace_id, name, kind) values ($1, 'Starter bundle', 'bundle') returning id),
         q as (insert into product (workspace_id, name) values ($1, 'Switch, 24 ports') returning id),
         o as (insert into opportunity (workspace_id, name, client_id, stage_id) select $1, 'Renewal', c.id, s.id from c, s returning id),
         d as (insert into document (workspace_id, opportunity_id, kind, title, number, file_name, content_type, created_at)
           select $1, o.id, 'quote', 'Network', 1001, 'quote.pdf', 'application/pdf', '2026-04-30T10:00:00Z' from o returning id),
         l as (insert into quote_line (workspace_id, document_id, position, product_id, description, quantity, price, tax_rate)
           select $1, d.id, 1, p.id, 'Starter bundle', 1, 500, 7.25 from d, p)
       select d.id, p.id as bundle, q.id as part from d, p, q`,
      [app.workspaceId],
    );
    quoteId = made?.id ?? '';
    await app.test.sql(
      `insert into bundle_line (workspace_id, bundle_id, product_id, quantity, position)
       select $1, b.id, p.id, 2, 1 from product b, product p where b.kind = 'bundle' and p.kind = 'product'`,
      [app.workspaceId],
    );
  });
  afterAll(() => app.stop());

  const print = async () => {
    const answer = await fetch(`${app.url}/api/documents/${quoteId}/file`, { headers: await app.headersOf('viewer') });
    expect(answer.status).toBe(200);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const size = bytes.length;
    const pdf = await getDocumentProxy(bytes);
    const { text } = await extractText(pdf, { mergePages: true });
    const [, , width, height] = (await pdf.getPage(1)).view;
    return { text, size, paper: `${Math.round(width ?? 0)}x${Math.round(height ?? 0)}` };
  };
  const upload = async (data: Buffer, as: 'admin' | 'sales' | 'stranger' = 'admin', name = 'logo.png') => {
    const body = new FormData();
    body.append('file', new Blob([new Uint8Array(data)]), name);
    const answer = await fetch(`${app.url}/api/workspace/logo`, {
      method: 'POST',
      body,
      headers: await app.headersOf(as),
    });
    const { problems = [] } = (await answer.json()) as { problems?: { code: string }[] };
    return [answer.status, problems.map(({ code }) => code)];
  };

  it('stands on quotes: address, tax number, currency, rates, validity, terms, what bundles hold, signatures; on Letter or A4', async () => {
    expect((await print()).paper).toBe('612x792');
    const { saveWorkspaceProfile } = await app.graphql(save, {
      input: {
        name: 'Blue Harbour',
        currency: 'eur',
        address: '12 Quay Road\nKiel',
        taxNumber: 'DE123',
        quoteTerms: 'Pay soon.',
        quoteValidDays: 14,
      },
    });
    expect(saveWorkspaceProfile).toMatchObject({
      problems: [],
      profile: { currency: 'EUR', paper: null, printsOn: 'A4' },
    });
    const { saveWorkspaceProfile: refused } = await app.graphql(save, { input: { website: 'javascript:alert(1)' } });
    expect(refused.problems).toMatchObject([{ code: 'invalid', field: 'website' }]);
    const { text, paper } = await print();
    for (const part of [
      'Blue Harbour',
      '12 Quay Road',
      'Tax number: DE123',
      'Amounts in EUR',
      'Total (EUR)',
      '7.25 %',
      'Valid for 14 days from the day it is sent',
      'Pay soon.',
      '2 × Switch, 24 ports',
      'Signature',
    ])
      expect(text).toContain(part);
    expect(paper).toBe('595x842');
    await app.graphql(save, { input: { paper: 'LETTER', quoteValidDays: null } });
    const other = await print();
    expect([other.paper, other.text.includes('Valid')]).toEqual(['612x792', false]);
    expect((await app.graphql('{ viewer { workspace { name currency } } }')).viewer.workspace).toEqual({
      name: 'Blue Harbour',
      currency: 'EUR',
    });
  });

  it('stays on a quote as it was when that was sent, on paper and for the client, with the last day it got', async () => {
    await upload(png(40, 20));
    await app.graphql(save, { input: { address: '1 Old Street', quoteTerms: 'Old terms', quoteValidDays: 14 } });
    const { it } = await app.graphql(
      `mutation ($id: ID!) { s: setDocumentState(id: $id, state: SENT) { problems { message } }
         it: createQuoteLink(documentId: $id) { document { validUntil clientLink { url } } problems { message } } }`,
      { id: quoteId },
    );
    const [lastDay] = await app.test.sql<{ day: string }>(
      `select ((now() at time zone 'UTC')::date + 14)::text as day`,
    );
    expect(it.document.validUntil).toBe(lastDay?.day);
    const asSent = await print();
    await upload(png(80, 20));
    await app.graphql(save, {
      input: {
        name: 'Renamed',
        currency: 'USD',
        address: '2 New Street',
        quoteTerms: 'New',
        quoteValidDays: 3,
        paper: 'A4',
      },
    });
    await app.graphql('mutation { removeWorkspaceLogo { problems { code } } }');
    expect(await print()).toEqual(asSent);
    const currencies = async () => {
      const { document } = await app.graphql('query ($id: ID!) { document(id: $id) { revisions { currency } } }', {
        id: quoteId,
      });
      return document.revisions.map(({ currency }: { currency: string | null }) => currency);
    };
    expect(await currencies()).toEqual(['EUR']);
    for (const words of ['1 Old Street', 'Old terms', `Valid until ${lastDay?.day}`])
      expect(asSent.text).toContain(words);

    const link = `${app.url}/api/shared/quotes/${it.document.clientLink.url.split('#')[1]}`;
    const { sheet, hasLogo } = (await (await fetch(link)).json()) as { sheet: object; hasLogo: boolean };
    expect(sheet).toMatchObject({
      seller: 'Blue Harbour',
      sellerLines: ['1 Old Street', 'Tax number: DE123'],
      currency: 'EUR',
      terms: 'Old terms',
      validUntil: lastDay?.day,
      lines: [{ parts: ['2 × Switch, 24 ports'], taxRate: '7.25' }],
    });
    expect([hasLogo, JSON.stringify(sheet).includes('logo')]).toEqual([true, false]);
    const picture = await fetch(`${link}/logo`);
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await picture.arrayBuffer()).equals(png(40, 20))).toBe(true);

    // What was kept before quotes said all this is shown all the same.
    await app.test.sql(
      `update quote_revision set logo_key = null, sheet = jsonb_set(sheet - '{sellerLines,currency,paper,validDays}'::text[],
         '{lines}', jsonb_build_array((sheet->'lines'->0) - '{parts,taxRate}'::text[])) where document_id = $1`,
      [quoteId],
    );
    const older = await (await fetch(link)).json();
    expect(older).toMatchObject({
      hasLogo: false,
      sheet: { sellerLines: [], currency: '', lines: [{ parts: [], taxRate: null }] },
    });
    expect((await fetch(`${link}/logo`)).status).toBe(404);
    expect(await currencies()).toEqual([null]);
    await app.graphql('mutation ($id: ID!) { setDocumentState(id: $id, state: DRAFT) { problems { message } } }', {
      id: quoteId,
    });
    await app.graphql(save, { input: { name: 'Blue Harbour', currency: 'EUR' } });
  });

  it('says which entry cannot be stored, and keeps what was there', async () => {
    const { saveWorkspaceProfile } = await app.graphql(save, {
      input: { name: ' ', currency: 'XXQ', quoteValidDays: 0, taxNumber: 'x'.repeat(51) },
    });
    expect(saveWorkspaceProfile.problems.map(({ field }: { field: string }) => field)).toEqual([
      'name',
      'taxNumber',
      'currency',
      'quoteValidDays',
    ]);
    const { workspaceProfile } = await app.graphql('{ workspaceProfile { name currency } }', {}, { as: 'viewer' });
    expect(workspaceProfile).toEqual({ name: 'Blue Harbour', currency: 'EUR' });
    expect((await app.ask(save, { input: { name: 'x' } }, { as: 'sales' })).errors[0]?.extensions?.code).toBe(
      'forbidden',
    );
    const theirs = await app.graphql('{ workspaceProfile { name } }', {}, { as: 'stranger' });
    expect(theirs.workspaceProfile.name).toBe('Another MSP');
  });

  it('prints a logo that is a picture by its bytes, and takes no other file', async () => {
    const before = (await print()).size;
    expect(await upload(Buffer.from('<svg onload="alert(1)"/>'))).toEqual([422, ['file_type']]);
    expect(await upload(Buffer.concat([png(2, 2).subarray(0, 30)]))).toEqual([422, ['file_broken']]);
    expect(await upload(png(9_000, 2))).toEqual([422, ['file_too_large']]);
    expect(await upload(Buffer.concat([png(2, 2), Buffer.alloc(600_000)]))).toEqual([422, ['file_too_large']]);
    // Of pictures with transparency the printer would unpack this where nobody hears of it, and end the program.
    for (const pixels of [
      Buffer.from('no pixels'),
      deflateSync(Buffer.alloc(50)),
      deflateSync(Buffer.alloc(500_000, 9)),
    ])
      expect(await upload(png(40, 20, { colour: 6, pixels }))).toEqual([422, ['file_broken']]);
    expect(await upload(png(40, 20, { colour: 6, pixels: deflateSync(Buffer.alloc(161 * 20, 9)) }))).toEqual([
      422,
      ['file_broken'],
    ]);
    expect(await upload(png(40, 20, { colour: 6, interlaced: true }))).toEqual([422, ['file_broken']]);
    expect(await upload(png(40, 20, { colour: 6 }))).toEqual([201, []]);
    expect((await upload(png(40, 20), 'sales'))[0]).toBe(403);
    expect(await upload(png(40, 20), 'admin', 'strange.exe')).toEqual([201, []]);
    expect((await print()).size).not.toBe(before);
    const { workspaceProfile } = await app.graphql('{ workspaceProfile { logoPath } }');
    const shown = await fetch(app.url + workspaceProfile.logoPath, { headers: await app.headersOf('viewer') });
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(
      (await fetch(app.url + workspaceProfile.logoPath, { headers: await app.headersOf('stranger') })).status,
    ).toBe(404);
    await app.graphql('mutation { removeWorkspaceLogo { problems { code } } }');
    expect((await app.graphql('{ workspaceProfile { logoPath } }')).workspaceProfile.logoPath).toBeNull();
    expect((await print()).size).toBe(before);
    const { securityEvents } = await app.graphql(
      '{ securityEvents(kinds: ["workspace_profile_changed"]) { description } }',
    );
    expect(securityEvents[0].description).toBe('admin removed the logo of the workspace.');
  });
});
