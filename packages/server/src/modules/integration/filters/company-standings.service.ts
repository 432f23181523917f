import { equals, every } from '../../../connectwise/client/conditions.ts';
import { companyWire } from '../../../connectwise/wire/company.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Connections, ConnectWiseClients } from '../../connection/connection.ports.ts';
import { readReferenceLists } from '../../connection/reference-lists.ts';
import { inactiveStatuses } from './inactive-companies.rules.ts';

/** A status of companies that says "not in business with us", and how many companies have it. */
export interface CompanyStanding {
  statusId: string;
  label: string;
  count: number;
}

export interface CompanyStandingsDeps {
  database: Database;
  connections: Connections;
  clients: ConnectWiseClients;
}

/** Companies that mostly nobody wants as clients are asked about before the first sync, with their numbers. */
export class CompanyStandings {
  constructor(private readonly deps: CompanyStandingsDeps) {}

  /** Those that have companies, as ConnectWise counts them now; none before it is connected. Throws ConnectWiseError. */
  async list(workspaceId: Id): Promise<CompanyStanding[]> {
    const { database, connections, clients } = this.deps;
    const known = await database.inWorkspace(workspaceId, async (tx) => {
      const connection = await connections.active(tx);
      if (!connection) return null;
      const lists = await readReferenceLists(tx, connection.id, ['company_status']);
      return { id: connection.id, statuses: inactiveStatuses(lists) };
    });
    if (!known || known.statuses.length === 0) return [];
    const client = await clients.clientFor({ id: known.id, workspaceId });
    const standings: CompanyStanding[] = [];
    for (const { remoteId, label } of known.statuses) {
      const conditions = every(equals('status/id', Number(remoteId)), equals('deletedFlag', false));
      const count = await client.count(companyWire, conditions);
      if (count > 0) standings.push({ statusId: remoteId, label, count });
    }
    return standings;
  }
}
