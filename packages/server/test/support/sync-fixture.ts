import {
  type Configuration,
  configurationSchema,
  emptyConfiguration,
} from '@causeway/shared/forms/configuration/configuration';
import type { Page, PageOptions } from '../../src/connectwise/client/connectwise-client.ts';
import { parseAll, type Wire, type WireRecord } from '../../src/connectwise/wire/wire.ts';
import { AuditLog } from '../../src/modules/audit/audit-log.service.ts';
import type { PulledEntity } from '../../src/modules/links/link.ts';
import { LinksService } from '../../src/modules/links/links.service.ts';
import { ApplyRemote } from '../../src/modules/sync/pull/apply-remote.ts';
import type { PullContext } from '../../src/modules/sync/pull/context/pull-context.ts';
import type { Counts } from '../../src/modules/sync/pull/write/outcome.ts';
import type { RemoteReader } from '../../src/modules/sync/records/entity-sync.ts';
import { records, syncOf } from '../../src/modules/sync/registry.ts';
import type { Database } from '../../src/platform/database/database.ts';
import type { TestDatabase } from './test-database.ts';
import { addStages, openTestWorkspace, usualStages } from './test-workspace.ts';
import { touchedTables } from './touched-tables.ts';

export type RawRecord = Record<string, unknown> & { id: number };

/** ConnectWise's records by path, answered like forward-only pages; counts what was asked. */
export class RecordShelf implements RemoteReader {
  readonly requests: string[] = [];
  private readonly shelves = new Map<string, RawRecord[]>();

  put(path: string, ...records: RawRecord[]): void {
    const rest = (this.shelves.get(path) ?? []).filter((there) => !records.some((r) => r.id === there.id));
    this.shelves.set(
      path,
      [...rest, ...records].sort((a, b) => a.id - b.id),
    );
  }

  async page<T>(wire: Wire<T>, options: PageOptions): Promise<Page<T>> {
    this.requests.push(`${wire.path}?${options.conditions ?? ''}`);
    const wanted = /^id in \(([\d,]+)\)$/
      .exec(options.conditions ?? '')?.[1]
      ?.split(',')
      .map(Number);
    const raws = (this.shelves.get(wire.path) ?? []).filter(
      (r) => r.id > options.afterId && (!wanted || wanted.includes(r.id)),
    );
    const page = raws.slice(0, options.pageSize);
    return {
      ...parseAll(wire, page),
      lastId: page.at(-1)?.id ?? options.afterId,
      done: raws.length <= page.length,
      requestId: null,
    };
  }

  async find<T>(wire: Wire<T>, options: { parentId?: number | string } = {}): Promise<T[]> {
    const path = wire.path.replace('{parentId}', String(options.parentId));
    this.requests.push(path);
    return parseAll(wire, this.shelves.get(path) ?? []).records;
  }

  /** What was never put on the shelf is taken for there: tests hand records over without it. */
  async get<T>(wire: Wire<T>, id: number | string): Promise<T | null> {
    this.requests.push(`${wire.path}/${id}`);
    const raw = (this.shelves.get(wire.path) ?? []).find((one) => one.id === Number(id)) ?? { id: Number(id) };
    return parseAll(wire, [raw]).records[0] ?? null;
  }

  async count(wire: Wire<unknown>): Promise<number> {
    this.requests.push(`${wire.path}/count`);
    return this.shelves.get(wire.path)?.length ?? 0;
  }
}

export const realTime = { pullCreate: true, pullUpdate: true };
export const pullNewPushWon = { pullCreate: true, pullUpdate: false };

/** A workspace with a connection and a pipeline, and the door to it. */
export interface SyncFixture {
  test: TestDatabase;
  database: Database;
  workspaceId: string;
  connectionId: string;
  shelf: RecordShelf;
  door: ApplyRemote;
  pullContext: PullContext;
  /** Takes raw records in as one page, without a listing. */
  take(entity: PulledEntity, raws: RawRecord[], more?: Partial<PullContext>): Promise<Counts>;
  rows<T extends object = Record<string, unknown>>(sql: string, params?: unknown[]): Promise<T[]>;
  /** What the audit log says of a record of ConnectWise, oldest first. */
  events(remoteId: string, entity?: PulledEntity): Promise<EventRow[]>;
  /** The newest issue of a record of ConnectWise. */
  issue(remoteId: string, entity?: PulledEntity): Promise<IssueRow | undefined>;
  /** The data tables in which any row was written since the last call. */
  touched(): Promise<string[]>;
}

interface EventRow {
  operation: string;
  status: string;
  code: string | null;
  description: string;
  changes: unknown[];
  attempt: number;
}

interface IssueRow {
  id: string;
  code: string;
  message: string;
  advice: string | null;
  state: string;
  attempts: number;
  detail: Record<string, unknown>;
}

export async function openSyncFixture(): Promise<SyncFixture> {
  const workspace = await openTestWorkspace();
  const { test, database, workspaceId } = workspace;
  const connectionId = await database.inWorkspace(workspaceId, async (tx) => {
    const [connection] = await tx.query<{ id: string }>(
      `insert into connection (site_url, api_base_url, web_base_url, host, login_company, public_key_sealed, private_key_sealed, public_key_hint, state)
       values ('http://x', 'http://x', 'http://x', 'x', 'training', '', '', '', 'connected') returning id`,
    );
    await tx.query(
      `insert into reference_item (connection_id, kind, remote_id, label, flags) values
       ($1, 'status', '1', 'Open', '{}'), ($1, 'status', '2', 'Won', '{"wonFlag": true, "closedFlag": true}'),
       ($1, 'status', '3', 'Lost', '{"lostFlag": true, "closedFlag": true}')`,
      [connection?.id],
    );
    return connection?.id ?? '';
  });
  await addStages(workspace, usualStages);
  const shelf = new RecordShelf();
  const door = new ApplyRemote({
    database,
    audit: new AuditLog(),
    links: new LinksService(),
    records,
  });
  const pullContext: PullContext = {
    workspaceId,
    connectionId,
    remote: shelf,
    configuration: emptyConfiguration(),
    capabilities: realTime,
    runId: null,
  };
  const rows: SyncFixture['rows'] = (sql, params) => database.inWorkspace(workspaceId, (tx) => tx.query(sql, params));
  return {
    test,
    database,
    workspaceId,
    connectionId,
    shelf,
    door,
    pullContext,
    take: (entity, raws, more = {}) => {
      const sync = syncOf(entity);
      return door.apply(
        { ...pullContext, ...more },
        { sync, ...parseAll<WireRecord>(sync.wire, raws), requestId: null },
      );
    },
    rows,
    events: (remoteId, entity = 'company') =>
      rows(
        'select operation, status, code, description, changes, attempt from audit_event where remote_id = $1 and entity = $2 order by id',
        [remoteId, entity],
      ),
    issue: async (remoteId, entity = 'company') =>
      (
        await rows<IssueRow>('select * from sync_issue where remote_id = $1 and entity = $2 order by id desc limit 1', [
          remoteId,
          entity,
        ])
      )[0],
    touched: () => touchedTables(test),
  };
}

/** Won and lost mapped to their statuses, as a sync cannot start without; `stages` by name to ConnectWise stage and status. */
export async function mappedConfiguration(
  { rows }: Pick<SyncFixture, 'rows'>,
  more: { stages?: Record<string, [string | null, string | null]>; opportunityMapping?: object } = {},
): Promise<Configuration> {
  const stages = { Won: [null, '2'], Lost: [null, '3'], ...more.stages };
  const pipeline = await rows<{ id: string; name: string }>('select id, name from pipeline_stage');
  return configurationSchema.parse({
    opportunityMapping: more.opportunityMapping ?? {},
    stageMap: Object.entries(stages).map(([name, [remoteStageId, remoteStatusId]]) => ({
      stageId: pipeline.find((stage) => stage.name === name)?.id,
      remoteStageId,
      remoteStatusId,
    })),
  });
}

let second = Date.parse('2026-01-01T00:00:00Z');

/** A moment later than all before it, in ConnectWise's form. */
export function laterMoment(): string {
  second += 60_000;
  return `${new Date(second).toISOString().slice(0, 19)}Z`;
}

export const rawCompany = (id: number, more: Record<string, unknown> = {}): RawRecord => ({
  id,
  identifier: `Company${id}`,
  name: `Company ${id}`,
  phoneNumber: '813 555 0100',
  website: `https://company${id}.example`,
  status: { id: 1, name: 'Active' },
  types: [{ id: 1, name: 'Client' }],
  deletedFlag: false,
  _info: { lastUpdated: laterMoment() },
  ...more,
});

export const rawContact = (id: number, companyId: number | null, more: Record<string, unknown> = {}): RawRecord => ({
  id,
  firstName: 'Ann',
  lastName: `Lee ${id}`,
  ...(companyId === null ? {} : { company: { id: companyId, name: `Company ${companyId}` } }),
  inactiveFlag: false,
  defaultFlag: false,
  communicationItems: [
    {
      id: id * 10,
      type: { id: 1, name: 'Email' },
      value: `ann${id}@company.example`,
      defaultFlag: true,
      communicationType: 'Email',
    },
  ],
  _info: { lastUpdated: laterMoment() },
  ...more,
});

export const rawItem = (id: number, more: Record<string, unknown> = {}): RawRecord => ({
  id,
  identifier: `SKU-${id}`,
  description: `Item ${id}`,
  customerDescription: `Item ${id} for you`,
  productClass: 'NonInventory',
  price: 12.5,
  cost: 7,
  taxableFlag: true,
  inactiveFlag: false,
  _info: { lastUpdated: laterMoment() },
  ...more,
});

export const rawOpportunity = (
  id: number,
  companyId: number,
  contactId: number | null,
  more: Record<string, unknown> = {},
): RawRecord => ({
  id,
  name: `Opportunity ${id}`,
  company: { id: companyId },
  ...(contactId === null ? {} : { contact: { id: contactId } }),
  stage: { id: 8, name: 'Quote' },
  status: { id: 1, name: 'Open' },
  expectedCloseDate: '2026-04-30T00:00:00Z',
  _info: { lastUpdated: laterMoment() },
  ...more,
});
