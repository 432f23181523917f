import type { ConnectWiseClient } from '@causeway/server/dist/src/connectwise/client/connectwise-client.js';
import { parseAll } from '@causeway/server/dist/src/connectwise/wire/wire.js';
import { MatchRunService } from '@causeway/server/dist/src/modules/sync/matching/comparison/match-run.service.js';
import { benchActor } from '../actor.ts';
import { openProduct } from '../product.ts';
import { benchCompanies } from './companies.ts';

const [appUrl = '', count = '20000'] = process.argv.slice(2);
const { app, database } = await openProduct(appUrl);
const [{ workspaceId, connectionId }] = (await database.acrossWorkspaces((tx) =>
  tx.query(`select workspace_id as "workspaceId", connection_id as "connectionId" from system_connections()`),
)) as [{ workspaceId: string; connectionId: string }];

/** ConnectWise's pages out of this process: its speed is not what is measured. */
let remote: object[] | null = benchCompanies(Number(count)).remote.map((one) => ({
  id: one.id,
  name: one.name,
  identifier: one.identifier,
  website: one.website,
  phoneNumber: one.phone,
  addressLine1: one.addressLine,
  city: one.city,
  deletedFlag: false,
}));
const pages: Pick<ConnectWiseClient, 'page' | 'count'> = {
  count: async (wire) => (wire.resource === 'company' ? (remote?.length ?? 0) : 0),
  page: async (wire, { afterId, pageSize }) => {
    const records = wire.resource === 'company' ? (remote?.slice(afterId, afterId + pageSize) ?? []) : [];
    const lastId = afterId + records.length;
    const done = wire.resource !== 'company' || lastId >= Number(count);
    if (done) remote = null;
    return { ...parseAll(wire, records), lastId, done, requestId: null };
  },
};
const runs = new MatchRunService({
  database,
  connections: app.connection.connections,
  clients: { clientFor: async () => pages as ConnectWiseClient },
  health: app.connection.health,
  settings: app.settings,
});
await database.inWorkspace(workspaceId, (tx) => app.matching.service.start(tx, benchActor(workspaceId)));
const began = performance.now();
const cpu = process.cpuUsage();
const isDone = await runs.run(workspaceId, connectionId, {
  signal: new AbortController().signal,
  touch: async () => undefined,
});
const seconds = (performance.now() - began) / 1000;
const used = process.cpuUsage(cpu);
const cpuSeconds = (used.user + used.system) / 1_000_000;
const [pairs] = await database.inWorkspace(workspaceId, (tx) =>
  tx.query<{ pairs: number; exact: number }>(
    `select count(*)::int as pairs, count(*) filter (where score >= 90 and veto is null and score - rival >= 15)::int as exact from match_pair`,
  ),
);
process.stdout.write(
  `${JSON.stringify({ isDone, seconds, cpuSeconds, peakMb: process.resourceUsage().maxRSS / 1024, ...pairs })}\n`,
);
await app.stop();
await database.close();
