import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '@causeway/shared/vocabulary';
import { type GraphQLSchema, graphql } from 'graphql';
import { AuditLog } from '../../src/modules/audit/audit-log.service.ts';
import { crmEntities } from '../../src/modules/crm/crm.entities.ts';
import { type Crm, createCrm } from '../../src/modules/crm/crm.module.ts';
import type { CrmChange } from '../../src/modules/crm/crm-change.ts';
import { opportunityLinkAlong, readIdsThere } from '../../src/modules/links/links.queries.ts';
import { standsSql } from '../../src/modules/links/record-standing.ts';
import { FixedClock } from '../../src/platform/clock.ts';
import { Database, type Tx } from '../../src/platform/database/database.ts';
import type { Actor } from '../../src/platform/graphql/context.ts';
import { createSchema } from '../../src/platform/graphql/schema.ts';
import type { Id } from '../../src/platform/ids.ts';
import { SecretBox } from '../../src/platform/secrets.ts';
import { DiskStorage } from '../../src/platform/storage.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';
import { addStages, makeWorkspace } from './test-workspace.ts';

/** The CRM alone, on a database of its own, with two workspaces and a clock that stands still. */
export interface CrmFixture {
  test: TestDatabase;
  database: Database;
  crm: Crm;
  schema: GraphQLSchema;
  clock: FixedClock;
  workspaceId: Id;
  otherWorkspaceId: Id;
  /** What was told to the listener, oldest first. */
  changes: CrmChange[];
  /** SQL statements sent by queries since it was emptied; with the first of a read travels its `begin`, which is none of them. */
  statements: string[];
  /** An actor of the first workspace unless said otherwise. */
  actor(options?: { role?: Role; workspaceId?: Id }): Actor;
  in<T>(work: (tx: Tx) => Promise<T>, workspaceId?: Id): Promise<T>;
  /** Runs an operation as an administrator (or the actor given) and answers its data; throws on GraphQL errors. */
  ask<T>(query: string, variables?: Record<string, unknown>, actor?: Actor | null): Promise<T>;
  /** Stages by name: Qualify, Proposal, Won, Lost. */
  stages: Record<string, Id>;
  close(): Promise<void>;
}

export const origin = { kind: 'system' } as const;

export async function createCrmFixture(): Promise<CrmFixture> {
  const test = await createTestDatabase();
  const statements: string[] = [];
  const database = await Database.open({
    url: test.url,
    entities: crmEntities,
    onQuery: (sql) => void (sql.startsWith('begin ') || statements.push(sql)),
  });
  const folder = await mkdtemp(join(tmpdir(), 'causeway-crm-'));
  const changes: CrmChange[] = [];
  const linkPolicy = { isOn: false, expireAfterDays: null };
  const clock = new FixedClock(new Date('2026-04-30T12:00:00Z'));
  const crm = createCrm({
    opportunityLinkAlong,
    stands: standsSql,
    idsThere: readIdsThere,
    onStageRetired: async () => undefined,
    database,
    storage: new DiskStorage(folder),
    clock,
    audit: new AuditLog(),
    onCrmChange: async (_tx, change) => void changes.push(change),
    links: {
      secrets: new SecretBox([{ id: 'k1', key: randomBytes(32) }]),
      publicUrl: 'https://crm.example',
      policyOf: async () => linkPolicy,
    },
  });
  const schema = await createSchema(crm.resolvers, {
    open: [],
    whileEnrolling: [],
    roleOf: () => null,
    scopeOf: () => null,
    scopeOfType: {},
  });
  const workspaceId = await makeWorkspace(database, 'Blue Harbour IT');
  const otherWorkspaceId = await makeWorkspace(database, 'theirs');
  const actor: CrmFixture['actor'] = (options = {}) => ({
    workspaceId: options.workspaceId ?? workspaceId,
    role: options.role ?? 'admin',
    userId: null,
    tokenId: null,
    name: 'Ana Reyes',
    origin,
    viaToken: false,
    expiresAt: null,
  });
  const rows = <T extends object>(sql: string, params?: unknown[]) =>
    database.inWorkspace(workspaceId, (tx) => tx.query<T>(sql, params));
  return {
    test,
    database,
    crm,
    schema,
    clock,
    workspaceId,
    otherWorkspaceId,
    changes,
    statements,
    actor,
    in: (work, workspace = workspaceId) => database.inWorkspace(workspace, work),
    ask: async <T>(source: string, variableValues: Record<string, unknown> = {}, who: Actor | null = actor()) => {
      const contextValue = {
        actor: who,
        database,
        loaders: new Map(),
        remoteAddress: '',
        isGone: () => false,
        userAgent: null,
        sessionToken: null,
        cookie: null,
      };
      const { data, errors } = await graphql({ schema, source, variableValues, contextValue });
      if (errors?.[0]) throw errors[0].originalError ?? errors[0];
      return data as T;
    },
    stages: await addStages({ rows }, { Qualify: 'open', Proposal: 'open', Won: 'won', Lost: 'lost' }),
    close: async () => {
      await database.close();
      await test.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
