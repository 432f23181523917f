import type { Sandbox } from '@causeway/sandbox';
import type { Role, StageKind } from '@causeway/shared/vocabulary';
import type { Database, Tx } from '../../src/platform/database/database.ts';
import type { Actor } from '../../src/platform/graphql/context.ts';
import { type Id, newId } from '../../src/platform/ids.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

type Rows = <T extends object = Record<string, unknown>>(sql: string, params?: unknown[]) => Promise<T[]>;

/** What every fixture stands on: a database of its own with one workspace, and statements within it. */
export interface TestWorkspace {
  test: TestDatabase;
  database: Database;
  workspaceId: Id;
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  rows: Rows;
}

export async function openTestWorkspace(): Promise<TestWorkspace> {
  const test = await createTestDatabase();
  const database = await test.open([]);
  const workspaceId = await makeWorkspace(database, 'ours');
  const write = <T>(work: (tx: Tx) => Promise<T>) => database.inWorkspace(workspaceId, work);
  return { test, database, workspaceId, write, rows: (sql, params) => write((tx) => tx.query(sql, params)) };
}

export async function makeWorkspace(database: Database, name: string): Promise<Id> {
  const [made] = await database.acrossWorkspaces((tx) =>
    tx.query<{ id: Id }>('select system_create_workspace($1) as id', [name]),
  );
  if (!made) throw new Error(`The workspace "${name}" was not made.`);
  return made.id;
}

/** Somebody of a workspace, signed in; an administrator unless said otherwise. */
export function actorOf(
  workspaceId: Id,
  { userId, name, role = 'admin' }: { userId: Id; name: string; role?: Role },
): Actor {
  const origin = { kind: 'user', userId, name } as const;
  return { workspaceId, role, userId, tokenId: null, name, origin, viaToken: false, expiresAt: null };
}

/** Ann, an administrator of the workspace. */
export async function addAdmin({ workspaceId, rows }: Pick<TestWorkspace, 'workspaceId' | 'rows'>) {
  const userId = newId();
  await rows(
    `insert into app_user (id, email, name, role, password_hash) values ($1, 'ann@crm.example', 'Ann', 'admin', '')`,
    [userId],
  );
  return { userId, actor: actorOf(workspaceId, { userId, name: 'Ann' }) };
}

/** What an administrator enters to connect to a sandbox, or to what stands before it. */
export const keysOf = (
  sandbox: Pick<Sandbox, 'url' | 'company' | 'publicKey' | 'privateKey'>,
  siteUrl = sandbox.url,
) => ({
  siteUrl,
  loginCompany: sandbox.company,
  publicKey: sandbox.publicKey,
  privateKey: sandbox.privateKey,
});

/** Makes the stages of the pipeline, in this order; their IDs by name. */
export async function addStages<Name extends string>(
  { rows }: { rows: Rows },
  stages: Readonly<Record<Name, StageKind>>,
): Promise<Record<Name, Id>> {
  const names = Object.keys(stages);
  const made = await rows<{ id: Id; name: string }>(
    `insert into pipeline_stage (name, position, kind)
     select s.name, s.position, s.kind from unnest($1::text[], $2::text[]) with ordinality as s(name, kind, position) returning id, name`,
    [names, Object.values(stages)],
  );
  return Object.fromEntries(made.map(({ id, name }) => [name, id])) as Record<Name, Id>;
}

/** Lead, Quote, Won and Lost. */
export const usualStages = { Lead: 'open', Quote: 'open', Won: 'won', Lost: 'lost' } as const;
