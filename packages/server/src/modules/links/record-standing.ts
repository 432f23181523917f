import type { SyncStanding } from '@causeway/shared/vocabulary';

/** Whose records are meant, as SQL: the connection's ID, and the kind of record. */
export interface StandingScope {
  connection: string;
  entity: string;
}

/** IDs of the records of the CRM that have an open issue, by themselves or by the record that they are linked to. */
export const failingRecords = ({ connection, entity }: StandingScope): string =>
  `(select i.local_id from sync_issue i where i.connection_id = ${connection} and i.entity = ${entity} and i.state = 'open' and i.local_id is not null
    union select l.local_id from sync_issue i join entity_link l on l.workspace_id = i.workspace_id and l.connection_id = i.connection_id
      and l.entity = i.entity and l.remote_id = i.remote_id
    where i.connection_id = ${connection} and i.entity = ${entity} and i.state = 'open')`;

/** Whether a push `request` waits or runs; one that waits for the link of another record has no issue of its own. */
export const isWaitingPush = (request: string): string =>
  `(${request}.state in ('pending', 'running') or (${request}.state = 'parked' and ${request}.waits_for is not null))`;

/** IDs of the records of which a push waits or runs. */
export const pendingRecords = ({ connection, entity }: StandingScope): string =>
  `(select r.local_id from push_request r where r.connection_id = ${connection} and r.entity = ${entity} and ${isWaitingPush('r')})`;

/** The connection that counts, without asking for it first. */
const activeConnection = '(select c.id from connection c order by c.created_at, c.id limit 1)';

/** Whether the record with this ID stands so: for lists of the CRM, each record under one word alone. */
export function standsSql(
  entity: 'company' | 'contact' | 'product' | 'opportunity',
  id: string,
  standing: SyncStanding,
): string {
  const scope = { connection: activeConnection, entity: `'${entity}'` };
  const failing = `${id} in ${failingRecords(scope)}`;
  const pending = `${id} in ${pendingRecords(scope)}`;
  if (standing === 'failing') return failing;
  if (standing === 'pending') return `${pending} and not ${failing}`;
  const links = `select from entity_link l where l.connection_id = ${scope.connection} and l.entity = ${scope.entity} and l.local_id = ${id}`;
  const link = standing === 'not_sent' ? `not exists (${links})` : `exists (${links} and l.state = '${standing}')`;
  return `${link} and not ${pending} and not ${failing}`;
}

/** The word under which the record with this ID stands: the first that is true of it. */
export function standingSql(entity: 'company' | 'contact' | 'product' | 'opportunity', id: string): string {
  const scope = { connection: activeConnection, entity: `'${entity}'` };
  return `case when ${id} in ${failingRecords(scope)} then 'failing' when ${id} in ${pendingRecords(scope)} then 'pending'
    else coalesce((select l.state from entity_link l where l.connection_id = ${scope.connection} and l.entity = ${scope.entity} and l.local_id = ${id}), 'not_sent') end`;
}

/** IDs of links of which either record has an open issue. */
export const failingLinks = `(select f.id from sync_issue i join entity_link f on f.workspace_id = i.workspace_id and f.connection_id = i.connection_id
      and f.entity = i.entity and f.local_id = i.local_id where i.state = 'open'
    union select f.id from sync_issue i join entity_link f on f.workspace_id = i.workspace_id and f.connection_id = i.connection_id
      and f.entity = i.entity and f.remote_id = i.remote_id where i.state = 'open')`;

/** IDs of links of whose record a push waits or runs. */
export const pendingLinks = `(select f.id from push_request r join entity_link f on f.workspace_id = r.workspace_id and f.connection_id = r.connection_id
      and f.entity = r.entity and f.local_id = r.local_id where ${isWaitingPush('r')})`;
