import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { CW_STATUS } from '../../../integration/mapping/cw-status.rules.ts';

/** Shows the status that ConnectWise has been given, unless somebody chose another one since the opportunity was read. */
export const showStatus = (tx: Tx, opportunity: { id: Id; cwStatus: string | null }, label: string) =>
  tx.query(
    `update opportunity set custom_fields = custom_fields || jsonb_build_object('${CW_STATUS}', $3::text), version = version + 1, updated_at = now()
     where id = $1 and custom_fields ->> '${CW_STATUS}' is not distinct from $2 and custom_fields ->> '${CW_STATUS}' is distinct from $3::text`,
    [opportunity.id, opportunity.cwStatus, label],
  );

/** Sets the field in the transaction of the change that it belongs to, so that no version of its own is made. */
export const setStatus = (tx: Tx, opportunityId: Id, label: string) =>
  tx.query(
    `update opportunity set custom_fields = custom_fields || jsonb_build_object('${CW_STATUS}', $2::text) where id = $1`,
    [opportunityId, label],
  );
