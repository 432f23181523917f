import { type Context, requireRole } from '../platform/graphql/context.ts';
import type { Nodes } from '../platform/graphql/nodes.ts';
import { isId } from '../platform/ids.ts';

/** Each table by its primary key; of the log, whose key begins with the time, by its index of IDs. */
const TYPE_OF = `select type from (
  select 'Client' as type from client where id = $1
  union all select 'Contact' from contact where id = $1
  union all select 'Opportunity' from opportunity where id = $1
  union all select 'Product' from product where id = $1
  union all select 'Document' from document where id = $1
  union all select 'EntityLink' from entity_link where id = $1
  union all select 'SyncRun' from sync_run where id = $1
  union all select 'SyncIssue' from sync_issue where id = $1
  union all select 'AuditEvent' from audit_event where id = $1) found limit 1`;

/** What `node(id)` answers. */
export const nodes: Nodes = {
  fields: {
    Client: 'client',
    Contact: 'contact',
    Opportunity: 'opportunity',
    Product: 'product',
    Document: 'document',
    EntityLink: 'entityLink',
    SyncRun: 'syncRun',
    SyncIssue: 'issue',
    AuditEvent: 'auditEvent',
  },
  typeOf: async (context: Context, id) => {
    const { workspaceId } = requireRole(context, 'viewer');
    if (!isId(id)) return null;
    const read = { readOnly: true };
    const rows = await context.database.inWorkspace(
      workspaceId,
      (tx) => tx.query<{ type: string | null }>(TYPE_OF, [id]),
      read,
    );
    return rows[0]?.type ?? null;
  },
};
