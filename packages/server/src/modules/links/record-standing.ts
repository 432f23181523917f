import type { SyncStanding } from '@causeway/shared/vocabulary';

/** Whose records are meant, as SQL: the connection's ID, and the kind of record. */
export interface StandingScope {
  connection: string;
  entity: string;
}

/** What comes before how the link of a record stands, each as a condition in SQL. */
interface Before {
  failing: string;
  pending: string;
}

/** The word under which a record stands, as SQL: the first that is true of it. `otherwise`: the one of its link. Lists, links, tallies and pages go by it alike. */
export const firstWord = ({ failing, pending }: Before, otherwise: string): string =>
  `case when ${failing} then 'failing' when ${pending} then 'pending' else ${otherwise} end`;

/** Whether a record stands under this word alone, as SQL. `otherwise`: whether its link does. */
export function standsUnder({ failing, pending }: Before, standing: SyncStanding, otherwise: string): string {
  if (standing === 'failing') return failing;
  if (standing === 'pending') return `not (${failing}) and ${pending}`;
  return `not (${failing}) and not (${pending}) and ${otherwise}`;
}

const isOpen = `i.state = 'open'`;
const linkOf = (row: string) =>
  `join entity_link l on l.workspace_id = ${row}.workspace_id and l.connection_id = ${row}.connection_id and l.entity = ${row}.entity`;

/** IDs of the records of the CRM that have an open issue, by themselves or by the record that they are linked to. */
const failingRecords = ({ connection, entity }: StandingScope): string => {
  const own = `i.connection_id = ${connection} and i.entity = ${entity} and ${isOpen}`;
  return `(select i.local_id from sync_issue i where ${own} and i.local_id is not null
    union select l.local_id from sync_issue i ${linkOf('i')} and l.remote_id = i.remote_id where ${own})`;
};

/** Whether a push `request` waits or runs; one that waits for the link of another record has no issue of its own. */
export const isWaitingPush = (request: string): string =>
  `(${request}.state in ('pending', 'running') or (${request}.state = 'parked' and ${request}.waits_for is not null))`;

/** IDs of the records of which a push waits or runs. */
const pendingRecords = ({ connection, entity }: StandingScope): string =>
  `(select r.local_id from push_request r where r.connection_id = ${connection} and r.entity = ${entity} and ${isWaitingPush('r')})`;

/** Of the record of the CRM with this ID. */
export const beforeLink = (id: string, scope: StandingScope): Before => ({
  failing: `${id} in ${failingRecords(scope)}`,
  pending: `${id} in ${pendingRecords(scope)}`,
});

/** Of the link `l`, whatever its kind: either record has an open issue, a push of the one here waits. */
export const beforeState: Before = {
  failing: `l.id in (select l.id from sync_issue i ${linkOf('i')} and l.local_id = i.local_id where ${isOpen}
    union select l.id from sync_issue i ${linkOf('i')} and l.remote_id = i.remote_id where ${isOpen})`,
  pending: `l.id in (select l.id from push_request r ${linkOf('r')} and l.local_id = r.local_id where ${isWaitingPush('r')})`,
};

type Kind = 'company' | 'contact' | 'product' | 'opportunity';

/** The connection that counts, without asking for it first. */
const activeScope = (entity: Kind): StandingScope => ({
  connection: '(select c.id from connection c order by c.created_at, c.id limit 1)',
  entity: `'${entity}'`,
});

const ofRecord = ({ connection, entity }: StandingScope, id: string): string =>
  `from entity_link l where l.connection_id = ${connection} and l.entity = ${entity} and l.local_id = ${id}`;

/** Whether the record with this ID stands so: for lists of the CRM, each record under one word alone. */
export function standsSql(entity: Kind, id: string, standing: SyncStanding): string {
  const scope = activeScope(entity);
  const link = `select ${ofRecord(scope, id)}`;
  const otherwise = standing === 'not_sent' ? `not exists (${link})` : `exists (${link} and l.state = '${standing}')`;
  return standsUnder(beforeLink(id, scope), standing, otherwise);
}

/** The word under which the record with this ID stands. */
export function standingSql(entity: Kind, id: string): string {
  const scope = activeScope(entity);
  return firstWord(beforeLink(id, scope), `coalesce((select l.state ${ofRecord(scope, id)}), 'not_sent')`);
}
