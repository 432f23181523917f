import { askConnectWise } from '../../../../test/support/ask-connectwise.ts';
import { connect, saveSettings, untilNothingRuns } from '../../../../test/support/connected-app.ts';
import { startWithoutPreview } from '../../../../test/support/settings.ts';
import { createTestApp, type TestApp } from '../../../../test/support/test-app.ts';
import { until } from '../../../../test/support/until.ts';
import type { PulledEntity } from '../../links/link.ts';

const paths = {
  company: '/company/companies',
  contact: '/company/contacts',
  product: '/procurement/catalog',
  opportunity: '/sales/opportunities',
} as const;
const tables = { company: 'client', contact: 'contact', product: 'product', opportunity: 'opportunity' } as const;
const nameIn = { company: 'name', contact: 'firstName', product: 'customerDescription', opportunity: 'name' } as const;
const kinds = ['company', 'contact', 'product', 'opportunity'] as const;
const courses = ['deleted', 'merged', 'inactivated'] as const;
type Course = (typeof courses)[number];

/** A deal as ConnectWise has it, with the record that something happens to and, where it is merged, the one that stays. */
interface Deal {
  company: number;
  contact: number | null;
  product: number;
  opportunity: number | null;
  survivor: number | null;
}

interface Link {
  localId: string;
  remoteId: string;
  state: string;
}

describe.each(['callback', 'comparison'] as const)('what happened in ConnectWise, noticed by a %s', (way) => {
  let app: TestApp;
  const deals = new Map<string, Deal>();
  const links = new Map<string, Link>();
  const keyOf = (course: Course, entity: PulledEntity) => `${course} ${entity}`;
  const rows = <T extends object>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));

  const there = (method: string, path: string, body?: unknown) => askConnectWise(app, method, path, body);
  const settled = async () => {
    await app.sandbox.callbacks.idle();
    await until(
      async () => {
        await untilNothingRuns(app);
        return (await rows('select 1 from callback_event where done_at is null')).length === 0;
      },
      'every message was worked on',
      30_000,
    );
  };
  const linkOf = async (entity: PulledEntity, by: 'local_id' | 'remote_id', id: string | number) =>
    (
      await rows<Link>(
        `select local_id as "localId", remote_id as "remoteId", state from entity_link where entity = $1 and ${by}::text = $2`,
        [entity, String(id)],
      )
    )[0];
  const issuesOf = (localId: string) =>
    rows<{ code: string; advice: string }>(
      `select code, advice from sync_issue where state = 'open' and local_id = $1`,
      [localId],
    );
  const logOf = async (localId: string) =>
    (
      await rows<{ description: string }>(`select description from audit_event where local_id = $1 order by seq`, [
        localId,
      ])
    ).map(({ description }) => description);
  const act = async (action: string, entity: PulledEntity, localId: string, more: object = {}) => {
    const input = { action, entity: entity.toUpperCase(), localId, ...more };
    const { linkActionPreview: plan } = await app.graphql(
      'query ($input: LinkActionInput!) { linkActionPreview(input: $input) { effects problems { code message } } }',
      { input },
    );
    expect(plan).toMatchObject({ problems: [], effects: expect.arrayContaining([expect.any(String)]) });
    const { changeLink } = await app.graphql(
      'mutation ($input: LinkActionInput!) { changeLink(input: $input) { action { id } problems { code message } } }',
      { input },
    );
    expect(changeLink.problems).toEqual([]);
  };

  let made = 0;
  const madeThere = async (entity: PulledEntity, companyId: number, contactId: number | null): Promise<number> => {
    const name = `${way} ${++made}`;
    const bodies = {
      company: {
        identifier: `LIFE-${way.slice(0, 3)}-${made}`,
        name,
        site: { name: 'Main' },
        addressLine1: '1 Main St',
      },
      contact: { firstName: 'Ann', lastName: name, company: { id: companyId } },
      product: {
        identifier: `ITEM-${name}`,
        description: name,
        customerDescription: name,
        subcategory: { id: 1 },
        type: { id: 1 },
        price: 10,
        cost: 6,
      },
      opportunity: {
        name,
        company: { id: companyId },
        contact: { id: contactId },
        primarySalesRep: { id: app.sandbox.store.list('members')[0]?.id },
        expectedCloseDate: '2027-01-01T00:00:00Z',
      },
    };
    return (await there('POST', paths[entity], bodies[entity])).id;
  };
  const makeDeal = async (course: Course, entity: PulledEntity): Promise<Deal> => {
    const company = await madeThere('company', 0, null);
    // ConnectWise deletes no company that something hangs on.
    const isBare = course === 'deleted' && entity === 'company';
    const contact = isBare ? null : await madeThere('contact', company, null);
    const product = await madeThere('product', company, null);
    const opportunity = isBare ? null : await madeThere('opportunity', company, contact);
    const survivor =
      course === 'merged' || (course === 'deleted' && entity === 'contact')
        ? await madeThere(entity, company, contact)
        : null;
    return { company, contact, product, opportunity, survivor };
  };
  const happen = async (course: Course, entity: PulledEntity, deal: Deal): Promise<void> => {
    const path = `${paths[entity]}/${deal[entity]}`;
    if (course === 'inactivated') {
      const statuses: { id: number; name: string }[] = await there('GET', '/sales/opportunities/statuses');
      const edits = {
        company: { path: 'status', value: { id: 2 } },
        contact: { path: 'inactiveFlag', value: true },
        product: { path: 'inactiveFlag', value: true },
        opportunity: { path: 'status', value: { id: statuses.find(({ name }) => name === 'Lost')?.id } },
      };
      await there('PATCH', path, [{ op: 'replace', ...edits[entity] }]);
    } else if (entity === 'company' && course === 'merged')
      await there('POST', `${path}/merge`, { toCompanyId: deal.survivor, contacts: 'Merge', opportunities: 'Merge' });
    else if (entity === 'contact') await there('DELETE', `${path}?transferContactId=${deal.survivor}`);
    else await there('DELETE', path);
  };

  beforeAll(async () => {
    app = await createTestApp({ callbacks: true });
    await rows(
      `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Won', 2, 'won'), ('Lost', 3, 'lost')`,
    );
    await connect(app);
    await startWithoutPreview(app);
    await saveSettings(app, { mode: 'REAL_TIME' });
    await untilNothingRuns(app);
    const { checkCallbacks } = await app.graphql('mutation { checkCallbacks { callbacks { state } } }');
    expect(checkCallbacks.callbacks.state).toBe('ACTIVE');
    for (const course of courses)
      for (const entity of kinds) deals.set(keyOf(course, entity), await makeDeal(course, entity));
    await settled();
    for (const course of courses)
      for (const entity of kinds) {
        const link = await linkOf(entity, 'remote_id', deals.get(keyOf(course, entity))?.[entity] ?? '');
        if (!link) throw new Error(`The ${entity} to be ${course} has no link.`);
        links.set(keyOf(course, entity), link);
      }
    if (way === 'comparison') app.sandbox.callbacks.behave({ drop: 1 });
    for (const course of courses)
      for (const entity of kinds) {
        const deal = deals.get(keyOf(course, entity));
        if (deal) await happen(course, entity, deal);
      }
    await settled();
    if (way === 'comparison') {
      const { reconcileNow } = await app.graphql('mutation { reconcileNow { problems { message } } }');
      expect(reconcileNow.problems).toEqual([]);
      await settled();
      app.sandbox.callbacks.behave({ drop: 0 });
    }
  }, 120_000);
  afterAll(() => app.stop());

  it('leaves exactly one issue for each record that is gone, and none for what became inactive', async () => {
    const found = await rows<{ what: string }>(
      `select concat_ws(' ', entity, remote_id, code) as what from sync_issue where state = 'open'`,
    );
    const wanted = (['deleted', 'merged'] as const).flatMap((course) =>
      kinds.map((entity) => `${entity} ${deals.get(keyOf(course, entity))?.[entity]} remote_deleted`),
    );
    expect(found.map(({ what }) => what).sort()).toEqual(wanted.sort());
  });

  /** One action of the links screen; afterwards the record is linked to one that is there. */
  const cure = async (course: Course, entity: PulledEntity, localId: string, deal: Deal): Promise<void> => {
    if (course === 'deleted') return act('RECREATE_THERE', entity, localId);
    // It is inactive, or lost, on both sides already. Only what is lost has to be opened again to be won.
    if (course === 'inactivated' && entity !== 'opportunity') return;
    if (course === 'inactivated') {
      const { reopenOpportunity } = await app.graphql(
        'mutation ($id: ID!) { reopenOpportunity(id: $id) { problems { message } } }',
        { id: localId },
      );
      return expect(reopenOpportunity.problems).toEqual([]);
    }
    if (entity !== 'company')
      return act('RELINK', entity, localId, {
        remoteId: String(deal.survivor),
        winner: entity === 'product' ? 'CRM' : 'CONNECTWISE',
        ifTaken: 'TAKE_OVER',
      });
    const [broken] = await rows<{ id: string }>(`select id from entity_link where local_id = $1`, [localId]);
    const { relinkToSurvivors } = await app.graphql(
      'mutation ($ids: [ID!]) { relinkToSurvivors(linkIds: $ids) { action { description } problems { message } } }',
      { ids: [broken?.id] },
    );
    expect(relinkToSurvivors).toMatchObject([
      { problems: [], action: { description: expect.stringContaining('merged') } },
    ]);
  };

  const cells = courses.flatMap((course) => kinds.map((entity) => ({ course, entity })));
  it.each(cells)(
    'R76, R77: what was $course ($entity) is cured by one action, both sides are equal afterwards, and a win goes through',
    async ({ course, entity }) => {
      const deal = deals.get(keyOf(course, entity));
      const { localId = '', remoteId = '' } = links.get(keyOf(course, entity)) ?? {};
      if (!deal) throw new Error('No such deal.');
      const isGone = course !== 'inactivated';
      expect(await linkOf(entity, 'local_id', localId)).toMatchObject({
        remoteId,
        state: isGone ? 'broken' : 'linked',
      });
      const issues = await issuesOf(localId);
      expect(issues).toHaveLength(isGone ? 1 : 0);
      if (isGone) {
        expect(issues[0]?.advice).toMatch(/relink|recreate/i);
        expect((await logOf(localId)).at(-1)).toMatch(/link .*is broken|no longer in ConnectWise|deleted/i);
      }

      await cure(course, entity, localId, deal);
      await settled();
      await app.graphql('mutation { syncNow { problems { message } } }');
      await settled();
      expect(await issuesOf(localId)).toEqual([]);
      const isMergedAway = course === 'merged' && entity === 'company';
      const standing = isMergedAway
        ? await linkOf('company', 'remote_id', deal.survivor ?? '')
        : await linkOf(entity, 'local_id', localId);
      expect(standing?.state).toBe('linked');
      const record = await there('GET', `${paths[entity]}/${standing?.remoteId}`);
      expect(record.deletedFlag ?? false).toBe(false);
      expect(await differing(entity, standing?.remoteId ?? '')).toEqual([]);
      if (course === 'inactivated') {
        const [row] = await rows<Record<string, unknown>>(
          `select to_jsonb(r) as r from ${tables[entity]} r where id = $1`,
          [localId],
        );
        if (entity === 'company') expect(row?.r).toMatchObject({ status: 'Inactive' });
        if (entity === 'contact' || entity === 'product') expect(row?.r).toMatchObject({ is_active: false });
      }

      // A win with it.
      const opportunityId = await opportunityHere(deal, isMergedAway ? (standing?.localId ?? '') : localId, entity);
      const item = entity === 'product' ? localId : (await linkOf('product', 'remote_id', deal.product))?.localId;
      await quoteFor(opportunityId, item ?? '');
      const { markOpportunityWon } = await app.graphql(
        'mutation ($id: ID!) { markOpportunityWon(id: $id) { problems { message } } }',
        { id: opportunityId },
      );
      expect(markOpportunityWon.problems).toEqual([]);
      await settled();
      expect(await issuesOf(opportunityId)).toEqual([]);
      expect(await issuesOf(localId)).toEqual([]);
      const wonId = (await linkOf('opportunity', 'local_id', opportunityId))?.remoteId;
      const won = await there('GET', `${paths.opportunity}/${wonId}`);
      expect(won.closedFlag ?? true).toBe(true);
      expect(won.status.name).toBe('Won');
      const lines = await there('GET', `/procurement/products?conditions=opportunity/id=${wonId}`);
      expect(lines).toMatchObject([{ quantity: 2 }]);
    },
  );

  it.each(kinds)(
    'R76: a %s that the CRM lost is made anew here by one action, and is equal on both sides',
    async (entity) => {
      const company = await madeThere('company', 0, null);
      const contact = entity === 'opportunity' ? await madeThere('contact', company, null) : null;
      const id = entity === 'company' ? company : await madeThere(entity, company, contact);
      await settled();
      const lost = await linkOf(entity, 'remote_id', id);
      await app.test.sql(`delete from ${tables[entity]} where id = $1`, [lost?.localId]);
      await there('PATCH', `${paths[entity]}/${id}`, [{ op: 'replace', path: nameIn[entity], value: `Anew ${way}` }]);
      await settled();
      const issues = await issuesOf(lost?.localId ?? '');
      expect(issues).toMatchObject([{ advice: expect.stringMatching(/recreate/i) }]);

      await act('RECREATE_HERE', entity, lost?.localId ?? '');
      await settled();
      const link = await linkOf(entity, 'remote_id', id);
      expect(link).toMatchObject({ state: 'linked' });
      expect(link?.localId).not.toBe(lost?.localId);
      expect(await app.test.sql(`select from ${tables[entity]} where id = $1`, [link?.localId])).toHaveLength(1);
      expect(await differing(entity, String(id))).toEqual([]);
      expect(
        await rows(`select from sync_issue where state = 'open' and remote_id = $1 and entity = $2`, [id, entity]),
      ).toEqual([]);
      expect((await there('GET', `${paths[entity]}/${id}`))[nameIn[entity]]).toBe(`Anew ${way}`);
      expect((await logOf(lost?.localId ?? '')).join(' ')).toContain('made in the CRM from ConnectWise');
    },
  );

  it('a product that both sides lost cannot be made anew here; unlinked, nothing is left of it', async () => {
    const id = await madeThere('product', 0, null);
    await settled();
    const lost = await linkOf('product', 'remote_id', id);
    await app.test.sql(`delete from product where id = $1`, [lost?.localId]);
    await there('DELETE', `${paths.product}/${id}`);
    await settled();
    const input = { action: 'RECREATE_HERE', entity: 'PRODUCT', localId: lost?.localId };
    const { changeLink } = await app.graphql(
      'mutation ($input: LinkActionInput!) { changeLink(input: $input) { action { id } problems { code message } } }',
      { input },
    );
    expect(changeLink.problems).toMatchObject([{ code: 'gone_there', message: expect.stringContaining('Unlink it') }]);
    await act('UNLINK', 'product', lost?.localId ?? '');
    await settled();
    expect(await linkOf('product', 'remote_id', id)).toBeUndefined();
    expect(await issuesOf(lost?.localId ?? '')).toEqual([]);
    expect(await rows(`select from sync_skip where entity = 'product' and remote_id = $1`, [String(id)])).toEqual([]);
  });

  /** Fields that the links screen shows as different. */
  const differing = async (entity: PulledEntity, remoteId: string): Promise<string[]> => {
    const [link] = await rows<{ id: string }>(`select id from entity_link where entity = $1 and remote_id = $2`, [
      entity,
      remoteId,
    ]);
    const { linkComparison } = await app.graphql(
      'query ($id: ID!) { linkComparison(linkId: $id) { isGoneThere problems { message } fields { field winner stays differs } } }',
      { id: link?.id },
    );
    expect(linkComparison).toMatchObject({ isGoneThere: false, problems: [] });
    // What ConnectWise alone fills (a sales representative) stays different, and says why.
    return linkComparison.fields.flatMap(
      (one: { field: string; differs: boolean; winner: string | null; stays: string | null }) =>
        one.differs && (one.winner !== null || one.stays === null) ? [one.field] : [],
    );
  };

  /** The opportunity of the deal, as the CRM has it after the cure; a bare company gets one now. */
  const opportunityHere = async (deal: Deal, localId: string, entity: PulledEntity): Promise<string> => {
    if (entity === 'opportunity') return localId;
    if (deal.opportunity !== null) return (await linkOf('opportunity', 'remote_id', deal.opportunity))?.localId ?? '';
    const { createContact } = await app.graphql(
      'mutation ($input: ContactInput!) { createContact(input: $input) { contact { id } problems { message } } }',
      { input: { clientId: localId, firstName: 'Ann', lastName: `Refresh ${way}` } },
    );
    expect(createContact.problems).toEqual([]);
    const [lead] = await rows<{ id: string }>(`select id from pipeline_stage where name = 'Lead'`);
    const { createOpportunity } = await app.graphql(
      `mutation ($input: OpportunityInput!) { createOpportunity(input: $input) { opportunity { id } problems { message } } }`,
      {
        input: {
          name: `Refresh ${way}`,
          clientId: localId,
          contactId: createContact.contact.id,
          stageId: lead?.id,
          expectedCloseDate: '2027-03-31',
        },
      },
    );
    expect(createOpportunity.problems).toEqual([]);
    return createOpportunity.opportunity.id;
  };
  const quoteFor = async (opportunityId: string, productId: string) => {
    const lines = [{ productId, description: 'Firewall', quantity: '2', price: '99.50', cost: '60' }];
    const { createQuote } = await app.graphql(
      'mutation ($id: ID!, $input: QuoteInput!) { createQuote(opportunityId: $id, input: $input) { document { id } problems { message } } }',
      { id: opportunityId, input: { title: 'Firewalls', lines } },
    );
    expect(createQuote.problems).toEqual([]);
    await rows(`update document set state = 'accepted' where id = $1`, [createQuote.document.id]);
  };
});
