import {
  type Deal,
  insertDeal,
  openPushFixture,
  type PushFixture,
  win,
} from '../../../../test/support/push-fixture.ts';

describe('pushing a won opportunity', () => {
  let fixture: PushFixture;
  const ofOpportunity = (record: string, remoteId: number) =>
    fixture.sandbox.store
      .list(record)
      .filter(
        (row) => (row.opportunity as { id?: number } | undefined)?.id === remoteId || row.opportunityId === remoteId,
      );
  const linkOf = async (entity: string, localId: string) => {
    const [link] = await fixture.rows<{ remote_id: string }>(
      `select remote_id from entity_link where entity = $1 and local_id = $2`,
      [entity, localId],
    );
    return Number(link?.remote_id);
  };
  const writes = () => fixture.sandbox.journal().filter((entry) => entry.method !== 'GET').length;

  beforeAll(async () => {
    fixture = await openPushFixture();
  });
  afterAll(() => fixture.close());

  describe('R13: creates all that belongs to it', () => {
    let deal: Deal;
    let remoteId: number;

    beforeAll(async () => {
      deal = await insertDeal(fixture, { lines: 2 });
      await fixture.rows(
        `insert into quote_line (document_id, position, description, quantity, price, cost, discount_percent) values ($1, 3, 'On-site work', 3, 33.33, 10, 10)`,
        [deal.quoteId],
      );
      await win(fixture, deal);
      await fixture.run();
      remoteId = await linkOf('opportunity', deal.opportunityId);
    });

    it('closes the request', async () => {
      const [request] = await fixture.rows(`select state, attempts, last_error from push_request where local_id = $1`, [
        deal.opportunityId,
      ]);
      expect(request).toEqual({ state: 'done', attempts: 1, last_error: null });
    });

    it('makes the company, with a contact that is its default one', async () => {
      const company = fixture.sandbox.store.get('companies', await linkOf('company', deal.clientId));
      const contactId = await linkOf('contact', deal.contactId ?? '');
      expect(company).toMatchObject({ city: 'Tampa', state: 'FL', zip: '33602', defaultContact: { id: contactId } });
      expect(company?.identifier).toMatch(/^HarborDental\d+$/);
      const contact = fixture.sandbox.store.get('contacts', contactId);
      const values = ((contact?.communicationItems ?? []) as { value: string }[]).map((item) => item.value);
      expect(values).toEqual([expect.stringContaining('@harbor.example'), '813 555 0100', '813 555 0199']);
    });

    it('sets the won status, the first stage, a valid place and the close date', () => {
      const opportunity = fixture.sandbox.store.get('opportunities', remoteId);
      const status = fixture.sandbox.store.get(
        'opportunityStatuses',
        (opportunity?.status as { id: number } | undefined)?.id ?? 0,
      );
      expect(status).toMatchObject({ wonFlag: true, closedFlag: true });
      expect(opportunity).toMatchObject({ expectedCloseDate: '2027-03-31T00:00:00Z' });
      expect(opportunity?.locationId).toBeGreaterThan(0);
      expect(opportunity?.businessUnitId).toBeGreaterThan(0);
    });

    it('posts lines that come to the quote total to the cent, one of them behind the fallback item', () => {
      const lines = ofOpportunity('products', remoteId);
      expect(lines.map((l) => l.extPrice)).toEqual([199, 199, 89.99]);
      expect(lines[2]?.catalogItem).toMatchObject({ identifier: 'CAUSEWAY-MISC' });
    });

    it('R56: attaches the quote and adds one note with its address', () => {
      const documents = fixture.sandbox.store.list('documents').map((d) => d.title);
      expect(documents).toEqual([expect.stringMatching(/^Quote \d+: Firewalls \[[0-9a-f]{12}\]$/)]);
      const notes = ofOpportunity('opportunityNotes', remoteId).map((n) => n.text);
      expect(notes).toEqual([expect.stringContaining(`https://crm.example/documents/${deal.quoteId}`)]);
    });

    it('R52, R58: writes one row of each record, with the opportunity, the run and the request ID', async () => {
      const events = await fixture.rows(
        `select operation, entity, status from audit_event where opportunity_id = $1 and direction = 'out' and run_id is not null and request_id is not null order by seq`,
        [deal.opportunityId],
      );
      expect(events.map((e) => `${e.operation} ${e.entity} ${e.status}`)).toEqual([
        'create company success',
        // The company ID, type and status that ConnectWise gave to it are the client's, too.
        'update company success',
        'create contact success',
        'create product success',
        'create product success',
        'create opportunity success',
        'create product success',
        'create opportunity success',
        'create opportunity success',
        'create opportunity success',
        'attach document success',
        'note document success',
        'check opportunity success',
        'update opportunity success',
        'push opportunity success',
      ]);
    });

    it('R14: changes nothing when the same win is pushed again', async () => {
      const before = writes();
      await win(fixture, deal);
      await fixture.run();
      expect(writes() - before).toBe(0);
    });

    it('A21: after a changed quote updates lines and totals, and attaches only what is new', async () => {
      await fixture.rows(`update quote_line set quantity = 5 where document_id = $1 and position = 1`, [deal.quoteId]);
      await fixture.rows(`delete from quote_line where document_id = $1 and position = 2`, [deal.quoteId]);
      await fixture.rows(
        `insert into document (opportunity_id, kind, title, file_name, content_type, storage_key, size_bytes) values ($1, 'file', 'Floor plan', 'plan.pdf', 'application/pdf', 'k', 3)`,
        [deal.opportunityId],
      );
      await win(fixture, deal);
      await fixture.run();
      expect(ofOpportunity('products', remoteId).map((l) => l.extPrice)).toEqual([497.5, 89.99]);
      expect(fixture.sandbox.store.list('documents')).toHaveLength(2);
      expect(ofOpportunity('opportunityNotes', remoteId)).toHaveLength(2);
    });

    it('F9: a pull knows the pushed records as seen', async () => {
      const links = await fixture.rows(
        `select entity from entity_link where entity in ('company', 'contact', 'product', 'opportunity') and (remote_hash is null or base is null or remote_updated_at is null)`,
      );
      expect(links).toEqual([]);
    });
  });

  it('shares the price of a bundle out over its components, to the cent', async () => {
    const deal = await insertDeal(fixture, { lines: 3 });
    const [bundle] = await fixture.rows<{ id: string }>(
      `insert into product (name, sku, kind, price) values ('Office bundle', 'BUNDLE-1', 'bundle', 250) returning id`,
    );
    await fixture.rows(
      `insert into bundle_line (bundle_id, product_id, quantity, position) select $1, id, ord, ord from unnest($2::uuid[]) with ordinality as p(id, ord)`,
      [bundle?.id, deal.productIds],
    );
    await fixture.rows(`delete from quote_line where document_id = $1`, [deal.quoteId]);
    await fixture.rows(
      `insert into quote_line (document_id, position, product_id, description, quantity, price, cost) values ($1, 1, $2, 'Office bundle', 2, 250, 100)`,
      [deal.quoteId, bundle?.id],
    );
    await win(fixture, deal);
    await fixture.run();
    const lines = ofOpportunity('products', await linkOf('opportunity', deal.opportunityId));
    expect(lines.map((l) => [l.quantity, l.extPrice])).toEqual([
      [2, 0],
      [2, 83.33],
      [4, 166.67],
      [6, 250],
    ]);
    const [check] = await fixture.rows(
      `select status, description from audit_event where opportunity_id = $1 and operation = 'check'`,
      [deal.opportunityId],
    );
    expect(check?.description).toContain('500.00');
    const before = writes();
    await win(fixture, deal);
    await fixture.run();
    expect(writes() - before).toBe(0);
  });

  it('uses the company’s default contact when the opportunity has none, and says what to do when there is none at all', async () => {
    const deal = await insertDeal(fixture, { lines: 1, withoutContact: true });
    await win(fixture, deal);
    await fixture.run();
    const [issue] = await fixture.rows(`select code, message, advice, state from sync_issue where local_id = $1`, [
      deal.opportunityId,
    ]);
    expect(issue).toMatchObject({ code: 'contact_missing', state: 'open' });
    const companyId = await linkOf('company', deal.clientId);
    const contact = fixture.sandbox.store.insert('contacts', {
      firstName: 'Bo',
      company: { id: companyId },
      defaultFlag: true,
    });
    await fixture.write((tx) =>
      fixture.push.issues.retry(tx, {
        connectionId: fixture.connectionId,
        entity: 'opportunity',
        localId: deal.opportunityId,
      }),
    );
    await fixture.run();
    const remote = fixture.sandbox.store.get('opportunities', await linkOf('opportunity', deal.opportunityId));
    expect(remote?.contact).toMatchObject({ id: contact.id });
    const [closed] = await fixture.rows(`select state, resolution from sync_issue where local_id = $1`, [
      deal.opportunityId,
    ]);
    expect(closed).toEqual({ state: 'resolved', resolution: 'A later push went through.' });
  });

  it('resumes at the step that failed, and shows "partial" meanwhile', async () => {
    const deal = await insertDeal(fixture, { lines: 2 });
    fixture.sandbox.fail({ method: 'POST', path: '/system/documents', status: 400, times: 1 });
    await win(fixture, deal);
    await fixture.run();
    const { readPushStatuses } = await import('./outbox/push-status.queries.ts');
    const status = await fixture.write((tx) => readPushStatuses(tx, [deal.opportunityId]));
    expect(status.get(deal.opportunityId)).toMatchObject({ state: 'partial', step: 'documents' });
    const asked = fixture.sandbox.journal().length;
    await fixture.rows(`update push_request set state = 'pending', next_attempt_at = now() where local_id = $1`, [
      deal.opportunityId,
    ]);
    await fixture.run();
    const paths = fixture.sandbox
      .journal()
      .slice(asked)
      .map((entry) => `${entry.method} ${entry.path}`);
    expect(paths.filter((path) => path.startsWith('POST'))).toEqual([
      expect.stringContaining('/system/documents'),
      expect.stringContaining('/notes'),
    ]);
    const after = await fixture.write((tx) => readPushStatuses(tx, [deal.opportunityId]));
    expect(after.get(deal.opportunityId)).toMatchObject({ state: 'done', error: null });
  });

  it('goes again when the opportunity changes while it is pushed', async () => {
    const deal = await insertDeal(fixture, { lines: 1 });
    await win(fixture, deal);
    const changes: Promise<void>[] = [];
    const during = fixture.worker({
      afterRemoteCreate: (entity) => {
        if (entity === 'opportunity') changes.push(win(fixture, deal));
      },
    });
    await during.service.run(fixture.workspaceId, fixture.connectionId, {
      signal: new AbortController().signal,
      touch: async () => undefined,
    });
    await Promise.all(changes);
    await fixture.drain();
    const [request] = await fixture.rows(
      `select state, revision = claimed_revision as up_to_date from push_request where local_id = $1`,
      [deal.opportunityId],
    );
    expect(request).toEqual({ state: 'done', up_to_date: true });
  });

  it('R12: pushes nothing of an open opportunity in this mode', async () => {
    const deal = await insertDeal(fixture, { lines: 1 });
    await fixture.changed({ entity: 'opportunity', id: deal.opportunityId, kind: 'updated' });
    await fixture.changed({ entity: 'client', id: deal.clientId, kind: 'updated' });
    expect(
      await fixture.rows(`select 1 from push_request where local_id = any($1::uuid[])`, [
        [deal.opportunityId, deal.clientId],
      ]),
    ).toEqual([]);
  });

  it('A19: stops with an issue, and makes nothing anew, when the linked company was deleted', async () => {
    const deal = await insertDeal(fixture, { lines: 1 });
    await fixture.rows(
      `insert into entity_link (connection_id, entity, local_id, remote_id, origin, state) values ($1, 'company', $2, '999999', 'pulled', 'broken')`,
      [fixture.connectionId, deal.clientId],
    );
    const before = fixture.sandbox.store.count('companies');
    await win(fixture, deal);
    await fixture.run();
    const [issue] = await fixture.rows(`select code from sync_issue where local_id = $1`, [deal.clientId]);
    expect(issue).toEqual({ code: 'link_broken' });
    expect(fixture.sandbox.store.count('companies')).toBe(before);
  });
});
