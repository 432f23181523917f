import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../support/until.ts';
import { all, type Fault } from './fault.ts';
import {
  chooseRealTime,
  editClient,
  inWorld,
  startFirstSync,
  syncNow,
  untilPulled,
  untilPushed,
  type World,
} from './world.ts';

const paths = {
  company: '/company/companies',
  contact: '/company/contacts',
  product: '/procurement/catalog',
  opportunity: '/sales/opportunities',
} as const;
type Entity = keyof typeof paths;
const tables: Record<Entity, string> = {
  company: 'client',
  contact: 'contact',
  product: 'product',
  opportunity: 'opportunity',
};

interface Link {
  state: string;
  localId: string;
  isActive: boolean | null;
  issues: number;
}

/** How a link stands, whether the record here is called active, and how many open issues tell of it. */
async function linkOf(world: World, entity: Entity, remoteId: string): Promise<Link | undefined> {
  const active = { company: `r.status is distinct from 'Inactive'`, opportunity: 'null::boolean' };
  const isActive = entity === 'company' || entity === 'opportunity' ? active[entity] : 'r.is_active';
  const [link] = await world.rows<Link>(
    `select l.state, l.local_id as "localId", ${isActive} as "isActive",
       (select count(*)::int from sync_issue i where i.state = 'open' and i.entity = l.entity and (i.remote_id = l.remote_id or i.local_id = l.local_id)) as issues
     from entity_link l join ${tables[entity]} r on r.id = l.local_id where l.entity = $1 and l.remote_id = $2`,
    [entity, remoteId],
  );
  return link;
}

async function linked(world: World, entity: Entity, number: number, where = 'true'): Promise<string[]> {
  const links = await world.rows<{ id: string }>(
    `select l.remote_id as id from entity_link l join ${tables[entity]} r on r.id = l.local_id
     where l.entity = $1 and l.state = 'linked' and ${where} order by l.remote_number desc limit ${number}`,
    [entity],
  );
  return links.map(({ id }) => id);
}

async function reconcile(world: World): Promise<void> {
  const { reconcileNow } = await world.graphql('mutation { reconcileNow { problems { message } } }');
  if (reconcileNow.problems.length > 0) throw new Error(reconcileNow.problems[0].message);
  await until(
    async () => (await world.rows(`select from reconcile where state = 'running'`)).length === 0,
    'the comparison is over',
    120_000,
  );
}

const company = (world: World, name: string): Promise<{ id: number }> =>
  world.sandbox.there('POST', paths.company, {
    identifier: name.replaceAll(' ', ''),
    name,
    site: { name: 'Main' },
    addressLine1: '1 Main St',
  });

const troubles = async (world: World): Promise<string[]> =>
  (await world.graphql('{ integrationHealth { troubles { code } } }')).integrationHealth.troubles.map(
    ({ code }: { code: string }) => code,
  );

const untilTrouble = (world: World, ...codes: string[]) =>
  until(async () => (await troubles(world)).some((code) => codes.includes(code)), codes.join(' or '), 90_000).then(
    () => true,
    () => false,
  );

export const gone: Fault = {
  code: 'F5',
  title: 'records deleted, merged or inactivated in ConnectWise, rights and keys taken away',
  run: () =>
    inWorld({ seed: '300' }, async (world) => {
      const made = {
        deleted: await company(world, 'Harbor Deleted'),
        inactive: await company(world, 'Harbor Inactive'),
        merged: await company(world, 'Harbor Merged'),
        survivor: await company(world, 'Harbor Survivor'),
        shielded: await company(world, 'Harbor Shielded'),
      };
      await chooseRealTime(world);
      await startFirstSync(world);
      await world.startWorker();
      await untilPulled(world);
      const { there } = world.sandbox;
      const known = await world.rows<{ n: number }>('select count(*)::int as n from client');
      const contacts = await linked(world, 'contact', 2, 'not r.is_primary');
      const products = await linked(world, 'product', 2);
      const opportunities = await linked(world, 'opportunity', 1);
      const wrong: string[] = [];
      let handled = 0;
      const judge = (what: string, isHandled: boolean | undefined) => {
        if (isHandled) handled++;
        else wrong.push(what);
      };

      const deleted: [Entity, string][] = [
        ['company', String(made.deleted.id)],
        ['contact', contacts[0] ?? ''],
        ['product', products[0] ?? ''],
        ['opportunity', opportunities[0] ?? ''],
      ];
      for (const [entity, id] of deleted) await there('DELETE', `${paths[entity]}/${id}`);
      await there('PATCH', `${paths.contact}/${contacts[1]}`, [{ op: 'replace', path: 'inactiveFlag', value: true }]);
      await there('PATCH', `${paths.product}/${products[1]}`, [{ op: 'replace', path: 'inactiveFlag', value: true }]);
      const statuses: { id: number; name: string }[] = await there('GET', '/company/companies/statuses');
      const inactive = statuses.find(({ name }) => name === 'Inactive');
      await there('PATCH', `${paths.company}/${made.inactive.id}`, [
        { op: 'replace', path: 'status', value: { id: inactive?.id } },
      ]);
      await there('POST', `${paths.company}/${made.merged.id}/merge`, {
        toCompanyId: made.survivor.id,
        contacts: 'Merge',
        opportunities: 'Merge',
      });
      await syncNow(world);
      await reconcile(world);
      for (const [entity, id] of deleted) {
        const link = await linkOf(world, entity, id);
        judge(`a deleted ${entity}: ${JSON.stringify(link)}`, link?.state === 'broken' && link.issues === 1);
      }
      for (const [entity, id] of [
        ['company', String(made.inactive.id)],
        ['contact', contacts[1] ?? ''],
        ['product', products[1] ?? ''],
      ] as const) {
        const link = await linkOf(world, entity, id);
        judge(
          `an inactive ${entity}: ${JSON.stringify(link)}`,
          link !== undefined && (link.isActive === false || (link.state === 'broken' && link.issues === 1)),
        );
      }
      const merged = await linkOf(world, 'company', String(made.merged.id));
      judge(`a merged company: ${JSON.stringify(merged)}`, merged?.state === 'broken' && merged.issues === 1);

      // Edits here of what is gone there create nothing and reach no dead record.
      const before = (await there('GET', `${paths.company}/count`)).count;
      await world.sandbox.control('DELETE', 'journal');
      const gone = await linkOf(world, 'company', String(made.deleted.id));
      await editClient(world, gone?.localId ?? '', { city: 'Nowhere' });
      await editClient(world, merged?.localId ?? '', { city: 'Nowhere' });
      await untilPushed(world);
      const writes = (await world.sandbox.journal()).filter(({ method }) => method !== 'GET');
      const into = (id: number) => writes.filter(({ path }) => path.endsWith(`/${id}`)).length;
      const after = (await there('GET', `${paths.company}/count`)).count;
      judge(`an edit of a deleted company: ${writes.length} writes`, after === before && into(made.deleted.id) === 0);
      judge(`an edit of a merged company: ${into(made.merged.id)} writes`, into(made.merged.id) === 0);

      // A 404 that is not ConnectWise's own breaks nothing.
      const shielded = await linkOf(world, 'company', String(made.shielded.id));
      await world.sandbox.fail({ path: `${paths.company}/${made.shielded.id}`, kind: 'html', status: 404, times: 2 });
      await editClient(world, shielded?.localId ?? '', { city: 'Still here' });
      await pause(2_000);
      await world.sandbox.control('DELETE', 'faults');
      judge(`a 404 of the web server`, (await linkOf(world, 'company', String(made.shielded.id)))?.state === 'linked');

      await world.sandbox.control('POST', 'permissions', { deny: 'sales' });
      await syncNow(world, 20_000).catch(() => undefined);
      judge('a right that was taken away', await untilTrouble(world, 'permission_missing'));
      await world.sandbox.control('POST', 'permissions', { allowAll: true });
      await until(async () => !(await troubles(world)).includes('permission_missing'), 'rights are back', 90_000);
      await world.sandbox.control('POST', 'keys', { revoked: true });
      judge('keys that were revoked', await untilTrouble(world, 'keys_refused'));
      await world.sandbox.control('POST', 'keys', { revoked: false });
      const clients = await world.rows<{ n: number }>('select count(*)::int as n from client');
      if (clients[0]?.n !== known[0]?.n) wrong.push(`${clients[0]?.n} clients, ${known[0]?.n} before`);
      for (const one of wrong) process.stderr.write(`F5: ${one}\n`);
      return [all(handled, 13, 'kinds handled'), all(clients[0]?.n ?? 0, known[0]?.n ?? 0, 'clients, none re-created')];
    }),
};
