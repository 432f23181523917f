import type { EntitySync } from '../entity-sync.ts';
import { readUnlinkedOfClients } from './opportunity.queries.ts';
import { opportunityName } from './opportunity-to-connectwise.ts';

/** A push gives an opportunity the name and the company of the CRM's; so it is found again when the link is lost. */
export const opportunityMadeOf: NonNullable<EntitySync['madeOf']> = async (tx, connectionId, records) => {
  const clientIds = records.flatMap(({ fields: { clientId } }) => (typeof clientId === 'string' ? [clientId] : []));
  const rows = await readUnlinkedOfClients(tx, connectionId, clientIds);
  return new Map(
    records.map(({ remoteId, fields }) => [
      remoteId,
      rows
        .filter(({ clientId, name }) => clientId === fields.clientId && opportunityName(name) === fields.name)
        .map(({ id }) => id),
    ]),
  );
};
