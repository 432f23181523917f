import type { Id } from '../../../../platform/ids.ts';
import type { Match } from '../../matching/scoring/match.rules.ts';
import { sameNameAndCompany, sameNameAs } from '../../messages/match.messages.ts';
import type { EntitySync, Fields, FieldValue } from '../entity-sync.ts';
import { readBrokenOfClients, readFreeOfClients, readUnlinkedOfClients } from './opportunity.queries.ts';
import { opportunityName } from './opportunity-to-connectwise.ts';
import { factsOf, type SameOpportunity, sameOpportunities } from './same-opportunity.rules.ts';

/** A push gives an opportunity the name and the company of the CRM's; so it is found again when the link is lost. */
export const opportunityMadeOf: NonNullable<EntitySync['madeOf']> = async (tx, connectionId, records) => {
  const rows = await readUnlinkedOfClients(tx, connectionId, clientsOf(records));
  return new Map(
    records.map(({ remoteId, fields }) => [
      remoteId,
      rows
        .filter(({ clientId, name }) => clientId === fields.clientId && opportunityName(name) === fields.name)
        .map(({ id }) => id),
    ]),
  );
};

/** A new opportunity of the same name and company, where that of before is gone. */
export const opportunityBrokenLike: NonNullable<EntitySync['brokenLike']> = async (tx, connectionId, records) => {
  const rows = await readBrokenOfClients(tx, connectionId, clientsOf(records));
  return new Map(
    records.map(({ remoteId, fields }) => [
      remoteId,
      rows
        .filter(({ clientId, name }) => clientId === fields.clientId && key(opportunityName(name)) === key(fields.name))
        .map((row) => ({ id: row.id, name: row.name, detail: sameNameAs('opportunity', row.remoteId) })),
    ]),
  );
};

/** One of the same name and company that is linked to nothing, as all are after the links were removed with a connection. */
export const opportunitySameAs: NonNullable<EntitySync['sameAs']> = async (tx, connectionId, records) => {
  const free = await readFreeOfClients(tx, connectionId, clientsOf(records));
  const found = sameOpportunities(
    records.map(({ remoteId, fields }) => ({ remoteId, facts: factsOf(fields) })),
    free.map((one) => ({ ...one, name: opportunityName(one.name) })),
  );
  return new Map([...found].flatMap(([remoteId, same]) => (same ? [[remoteId, matchOf(same)]] : [])));
};

const matchOf = (same: NonNullable<SameOpportunity>): Match =>
  same.kind === 'link'
    ? { ...same, because: sameNameAndCompany() }
    : {
        kind: 'ask',
        candidates: same.alike.map(({ id, name, expectedCloseDate }) => ({
          id,
          name,
          detail: `${sameNameAndCompany()}${expectedCloseDate ? ` (${expectedCloseDate})` : ''}`,
        })),
      };

const key = (name: FieldValue | undefined): string | null =>
  typeof name === 'string' ? name.trim().toLowerCase() : null;

const clientsOf = (records: readonly { fields: Fields }[]): Id[] =>
  records.flatMap(({ fields: { clientId } }) => (typeof clientId === 'string' ? [clientId] : []));
