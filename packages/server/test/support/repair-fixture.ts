import { AuditLog } from '../../src/modules/audit/audit-log.service.ts';
import type { PulledEntity } from '../../src/modules/links/link.ts';
import { LinksService } from '../../src/modules/links/links.service.ts';
import { ApplyRemote } from '../../src/modules/sync/pull/apply-remote.ts';
import { records } from '../../src/modules/sync/registry.ts';
import type { LinkActionRequest } from '../../src/modules/sync/repair/link-action.ts';
import { createRepair, type RepairModule } from '../../src/modules/sync/repair/repair.module.ts';
import type { Actor } from '../../src/platform/graphql/context.ts';
import { requestConnectWise } from './ask-connectwise.ts';
import { actorOf } from './test-workspace.ts';
import { openTwoWayFixture, type TwoWayFixture } from './two-way-fixture.ts';

/** Both ways, and what people do about links; ConnectWise is looked at, and changed by somebody there, over plain HTTP. */
export interface RepairFixture extends TwoWayFixture {
  repair: RepairModule;
  actor: Actor;
  /** A request to ConnectWise's API as somebody there sends it. */
  http(method: string, path: string, body?: unknown): Promise<{ status: number; body: Record<string, unknown> }>;
  /** Asks for an action, with what is not said left open. */
  act(
    request: Pick<LinkActionRequest, 'kind' | 'entity' | 'localId'> & Partial<LinkActionRequest>,
  ): ReturnType<RepairModule['actions']['carryOut']>;
  plan(
    request: Pick<LinkActionRequest, 'kind' | 'entity' | 'localId'> & Partial<LinkActionRequest>,
  ): ReturnType<RepairModule['desk']['preview']>;
  linkOf(entity: PulledEntity, localId: string): Promise<{ remoteId: string; state: string } | null>;
  openIssues(): Promise<{ code: string; direction: string; message: string; advice: string | null; name: string }[]>;
}

export async function openRepairFixture(configuration: Record<string, unknown> = {}): Promise<RepairFixture> {
  const f = await openTwoWayFixture(configuration);
  const { database, connection, push, workspaceId, userId } = f;
  const audit = new AuditLog();
  const links = new LinksService();
  const repair = createRepair({
    database,
    audit,
    links,
    connections: connection.connections,
    clients: connection.clients,
    health: connection.health,
    settings: push.settings,
    door: new ApplyRemote({ database, audit, links, records }),
    outbox: push.outbox,
    pushIssues: push.issues,
    recordUrls: async () => () => null,
  });
  const actor = actorOf(workspaceId, { userId, name: 'Ann', role: 'support' });
  await f.rows(`update connection set sync_started_at = coalesce(sync_started_at, now())`);
  const open = { remoteId: null, reason: null, winner: null, fields: [], ifTaken: null };
  return {
    ...f,
    repair,
    actor,
    http: (method, path, body) => requestConnectWise(f, method, path, body),
    act: (request) => repair.actions.carryOut(actor, { ...open, ...request }),
    plan: (request) => repair.desk.preview(actor, { ...open, ...request }),
    linkOf: async (entity, localId) => {
      const [link] = await f.rows<{ remoteId: string; state: string }>(
        `select remote_id as "remoteId", state from entity_link where entity = $1 and local_id = $2`,
        [entity, localId],
      );
      return link ?? null;
    },
    openIssues: () =>
      f.rows(
        `select code, direction, message, advice, record_name as name from sync_issue where state = 'open' order by code`,
      ),
  };
}
