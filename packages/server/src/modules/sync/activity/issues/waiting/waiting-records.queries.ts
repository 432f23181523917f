import type { Tx } from '../../../../../platform/database/database.ts';
import type { Id } from '../../../../../platform/ids.ts';
import type { PulledEntity } from '../../../../links/link.ts';
import type { EntitySync } from '../../../records/entity-sync.ts';

/** Shown with an issue, as the cost of a query counts them; the number tells of the others. */
const MAX_SHOWN = 2;

export interface WaitingRecordRow {
  issueId: Id;
  entity: PulledEntity;
  localId: Id;
  name: string | null;
  /** How many wait for the same. */
  of: number;
}

type Described = Pick<EntitySync, 'entity' | 'table' | 'crmSide'>;

/** The records whose pushes wait for the link that these issues are about, the longest-waiting first; one statement. */
export function readWaitingRecords(
  tx: Tx,
  described: readonly Described[],
  issueIds: readonly Id[],
): Promise<WaitingRecordRow[]> {
  const ofKind = ({ entity, table, crmSide }: Described) =>
    `select w.*, ${crmSide.name} as name from waiting w left join ${table.name} t on t.id = w."localId" where w.entity = '${entity}'`;
  return tx.query<WaitingRecordRow>(
    `with waiting as (
       select i.id as "issueId", r.entity, r.local_id as "localId", count(*) over (partition by i.id)::int as of,
         row_number() over (partition by i.id order by r.requested_at, r.id) as place
       from sync_issue i join push_request r on r.workspace_id = i.workspace_id and r.connection_id = i.connection_id
         and r.waits_for = i.local_id and r.state <> 'done'
       where i.id = any($1::uuid[]) and i.direction = 'out' and i.state = 'open')
     select s."issueId", s.entity, s."localId", s.name, s.of
     from (${described.map(ofKind).join(' union all ')}) s where s.place <= ${MAX_SHOWN} order by s."issueId", s.place`,
    [issueIds],
  );
}
