import { randomBytes } from 'node:crypto';
import { createSandbox, type Sandbox, type SandboxOptions } from '@causeway/sandbox';
import { AuditLog } from '../../src/modules/audit/audit-log.service.ts';
import { type ConnectionModule, createConnection } from '../../src/modules/connection/connection.module.ts';
import type { CrmChange } from '../../src/modules/crm/crm-change.ts';
import { SettingsService } from '../../src/modules/integration/configuration/settings.service.ts';
import { createIntegration } from '../../src/modules/integration/integration.module.ts';
import type { SyncSettingsService } from '../../src/modules/integration/settings/sync-settings.service.ts';
import { LinksService } from '../../src/modules/links/links.service.ts';
import { createCwStatus } from '../../src/modules/sync/cw-status/cw-status.module.ts';
import { onSettingsChanged } from '../../src/modules/sync/modes/changed-fields.ts';
import { wakeMappedTaxes } from '../../src/modules/sync/modes/newly-mapped.ts';
import { createPush, type PushDeps, type PushModule } from '../../src/modules/sync/push/push.module.ts';
import { syncOf } from '../../src/modules/sync/registry.ts';
import { systemClock } from '../../src/platform/clock.ts';
import type { Database, Tx } from '../../src/platform/database/database.ts';
import { newId } from '../../src/platform/ids.ts';
import { SecretBox } from '../../src/platform/secrets.ts';
import type { TestDatabase } from './test-database.ts';
import { addAdmin, addStages, keysOf, openTestWorkspace } from './test-workspace.ts';

/** The push module with the settings that it goes by. */
export interface PushParts extends PushModule {
  settings: SettingsService;
  syncSettings: SyncSettingsService;
}

export interface PushFixture {
  test: TestDatabase;
  database: Database;
  sandbox: Sandbox;
  connection: ConnectionModule;
  push: PushParts;
  workspaceId: string;
  connectionId: string;
  userId: string;
  stages: { lead: string; won: string; lost: string };
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  rows<T extends object = Record<string, unknown>>(sql: string, params?: unknown[]): Promise<T[]>;
  /** Tells the CRM's listener of a change, as the CRM's services do. */
  changed(change: Omit<CrmChange, 'origin'> & Partial<Pick<CrmChange, 'origin'>>): Promise<void>;
  /** Pushes what is due, once. */
  run(): Promise<void>;
  /** Pushes until nothing waits, not minding pauses between attempts; throws when that never ends. */
  drain(): Promise<void>;
  /** Another push module on the same data, as another worker has. */
  worker(more?: Partial<PushDeps>): PushModule;
  close(): Promise<void>;
}

const documentBytes: PushDeps['documentBytes'] = async (_workspaceId, id) => ({
  fileName: `${id}.pdf`,
  contentType: 'application/pdf',
  data: Buffer.from(`%PDF-1.7 ${id}`),
});

/** Of this process; a worker in another one is told it. */
export const secretKey = { id: 'k1', key: randomBytes(32) };

/** Everything a push needs on a real database: the connection module for a sandbox, and the push module. */
export function openPush(
  database: Database,
  sandbox: Pick<Sandbox, 'port' | 'clientId'>,
  more: Partial<PushDeps> & { secrets?: SecretBox } = {},
): { connection: ConnectionModule; push: PushParts } {
  const audit = new AuditLog();
  const quiet = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
  const connection = createConnection({
    database,
    clock: systemClock,
    secrets: more.secrets ?? new SecretBox([secretKey]),
    audit,
    queue: { enqueue: async () => undefined },
    logger: quiet,
    allowedHosts: [`127.0.0.1:${sandbox.port}`],
    clientId: sandbox.clientId,
    requestsPerSecond: 10_000,
    retry: { attempts: 3, baseMs: 5 },
    // Called when lists were read, long after everything has been made.
    onLists: (tx, connectionId, changed) => push.issues.retryLacking(tx, connectionId, changed),
  });
  const settings = new SettingsService(audit);
  const outside = {
    database,
    clock: systemClock,
    audit,
    settings,
    queue: { enqueue: async () => undefined },
    links: new LinksService(),
    connections: connection.connections,
    clients: connection.clients,
    health: connection.health,
    references: connection.references,
    logger: quiet,
  };
  const cwStatus = createCwStatus(outside);
  const push = createPush({
    ...outside,
    beforePush: cwStatus.outcome.show,
    documentBytes,
    documentUrl: async (_workspaceId, id) => `https://crm.example/documents/${id}`,
    random: () => 0,
    leaseMs: 2_000,
    ...more,
  });
  const { syncSettings } = createIntegration({
    ...outside,
    recordUrls: async () => () => null,
    held: push.issues,
    onSettings: (tx, connectionId) => cwStatus.field.keepUp(tx, connectionId),
    reporters: [],
    onChanged: onSettingsChanged,
    onTaxesMapped: wakeMappedTaxes,
    recordOf: syncOf,
  });
  return { connection, push: { ...push, settings, syncSettings } };
}

/** `front` puts something between the product and the sandbox, e.g. a meddling proxy, and answers its address. */
export async function openPushFixture(
  options: SandboxOptions = { seed: 'empty' },
  front: (sandboxUrl: string) => Promise<string> = async (url) => url,
): Promise<PushFixture> {
  const workspace = await openTestWorkspace();
  const { test, database, workspaceId, write, rows } = workspace;
  const sandbox = await createSandbox(options);
  const siteUrl = await front(sandbox.url);
  const reach = { port: Number(new URL(siteUrl).port), clientId: sandbox.clientId };
  const { connection, push } = openPush(database, reach);
  const { userId, actor } = await addAdmin(workspace);
  const connected = await connection.service.connect(actor, keysOf(sandbox, siteUrl));
  await rows(`update connection set sync_started_at = now()`);
  const { Lead: lead, Won: won, Lost: lost } = await addStages(workspace, { Lead: 'open', Won: 'won', Lost: 'lost' });
  const stages = { lead, won, lost };
  const run = () =>
    push.service.run(workspaceId, connected.id, {
      signal: new AbortController().signal,
      touch: async () => undefined,
    });
  return {
    test,
    database,
    sandbox,
    connection,
    push,
    workspaceId,
    connectionId: connected.id,
    userId,
    stages,
    write,
    rows,
    changed: (change) => write((tx) => push.onCrmChange(tx, { origin: actor.origin, ...change })),
    run,
    drain: async () => {
      for (let round = 0; round < 30; round++) {
        await rows(`update push_request set next_attempt_at = now() where state = 'pending'`);
        await run();
        const [left] = await rows<{ n: string }>(
          `select count(*) n from push_request where state in ('pending', 'running')`,
        );
        if (left?.n === '0') return;
      }
      throw new Error('The pushes did not come to an end.');
    },
    worker: (more) => openPush(database, reach, more).push,
    close: async () => {
      await connection.close();
      await sandbox.close();
      await test.drop();
    },
  };
}

export interface Deal {
  clientId: string;
  contactId: string | null;
  opportunityId: string;
  quoteId: string;
  productIds: string[];
}

export interface Person {
  first: string;
  last: string;
  email?: string;
  phone?: string;
}

/** A contact of a company in ConnectWise, with what it is reached by. */
export function insertPerson({ store }: Pick<Sandbox, 'store'>, company: { id: number }, person: Person) {
  const item = (communicationType: 'Email' | 'Phone', value: string | undefined) => {
    const flag = communicationType === 'Email' ? 'emailFlag' : 'phoneFlag';
    const type = store.list('communicationTypes').find((one) => one[flag] === true);
    return value ? [{ type: { id: type?.id }, value, communicationType, defaultFlag: true }] : [];
  };
  return store.insert('contacts', {
    firstName: person.first,
    lastName: person.last,
    company: { id: company.id },
    communicationItems: [...item('Email', person.email), ...item('Phone', person.phone)],
  });
}

let deals = 0;

/** A client with a contact, products and an opportunity with an accepted quote, in the lead stage. */
export async function insertDeal(
  fixture: Pick<PushFixture, 'rows' | 'stages'>,
  options: { lines?: number; clientId?: string; productIds?: string[]; withoutContact?: boolean } = {},
): Promise<Deal> {
  const number = ++deals;
  const clientId = options.clientId ?? newId();
  if (!options.clientId)
    await fixture.rows(
      `insert into client (id, name, address_line1, city, region, postal_code, phone, website)
       values ($1, $2, '1 Main St', 'Tampa', 'FL', '33602', $3, $4)`,
      [clientId, `Harbor Dental ${number}`, `813 555 ${1000 + number}`, `https://harbor${number}.example`],
    );
  const contactId = options.withoutContact ? null : newId();
  if (contactId)
    await fixture.rows(
      `insert into contact (id, client_id, first_name, last_name, email, phone, mobile, is_primary) values ($1, $2, 'Ann', $3, $4, '813 555 0100', '813 555 0199', true)`,
      [contactId, clientId, `Lee ${number}`, `ann${number}@harbor.example`],
    );
  const productIds = options.productIds ?? [];
  if (!options.productIds)
    for (let i = 1; i <= (options.lines ?? 2); i++) {
      const productId = newId();
      productIds.push(productId);
      await fixture.rows(`insert into product (id, name, sku, price, cost) values ($1, $2, $3, 100, 60)`, [
        productId,
        `Firewall ${number}-${i}`,
        `FW-${number}-${i}`,
      ]);
    }
  const opportunityId = newId();
  await fixture.rows(
    `insert into opportunity (id, name, client_id, contact_id, stage_id, expected_close_date) values ($1, $2, $3, $4, $5, '2027-03-31')`,
    [opportunityId, `Firewall refresh ${number}`, clientId, contactId, fixture.stages.lead],
  );
  const quoteId = newId();
  await fixture.rows(
    `insert into document (id, opportunity_id, kind, title, number, state, file_name, content_type) values ($1, $2, 'quote', 'Firewalls', $3, 'accepted', 'quote.pdf', 'application/pdf')`,
    [quoteId, opportunityId, number],
  );
  for (const [index, productId] of productIds.entries())
    await fixture.rows(
      `insert into quote_line (document_id, position, product_id, description, quantity, price, cost) values ($1, $2, $3, $4, 2, 99.5, 60)`,
      [quoteId, index + 1, productId, `Firewall line ${index + 1}`],
    );
  return { clientId, contactId, opportunityId, quoteId, productIds };
}

/** Moves the opportunity to the won stage and tells the listener, as the CRM does. */
export async function win(
  fixture: Pick<PushFixture, 'rows' | 'stages' | 'changed'>,
  deal: Pick<Deal, 'opportunityId'>,
): Promise<void> {
  await fixture.rows(`update opportunity set stage_id = $2, won_at = now() where id = $1`, [
    deal.opportunityId,
    fixture.stages.won,
  ]);
  await fixture.changed({ entity: 'opportunity', id: deal.opportunityId, kind: 'won' });
}
