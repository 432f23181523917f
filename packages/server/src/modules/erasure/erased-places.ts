/** Where names, addresses and numbers of people may stand beside their own rows and the two logs. */
export interface Place {
  table: string;
  texts: readonly string[];
  jsons?: readonly string[];
}

/** Rows stay, with a mark in place of what is erased. */
export const mentions: readonly Place[] = [
  {
    table: 'sync_issue',
    texts: ['message', 'record_name', 'advice', 'resolution', 'settled_by', 'parked_by', 'parked_reason'],
    jsons: ['detail'],
  },
  { table: 'issue_comment', texts: ['author', 'text'] },
  { table: 'issue_retry', texts: ['requested_by', 'last_problem'] },
  { table: 'sync_skip', texts: ['reason', 'name'] },
  { table: 'never_synced', texts: ['reason', 'by_name'] },
  {
    table: 'sync_conflict',
    texts: ['name', 'crm_by', 'connectwise_by', 'why', 'decided_by'],
    jsons: ['base_value', 'crm_value', 'connectwise_value'],
  },
  {
    table: 'link_action',
    texts: ['name', 'reason', 'by_name', 'description', 'undone_by'],
    jsons: ['before', 'after'],
  },
  { table: 'entity_link', texts: [], jsons: ['hold'] },
  { table: 'match_pair', texts: ['remote_name', 'local_name', 'veto', 'decided_by'], jsons: ['breakdown'] },
  { table: 'match_run', texts: ['started_by', 'error'] },
  { table: 'sync_preview', texts: ['requested_by', 'cancelled_by', 'error'] },
  { table: 'sync_preview_record', texts: ['name', 'reason'], jsons: ['changes'] },
  { table: 'reconcile', texts: ['requested_by', 'error'] },
  { table: 'reconcile_finding', texts: ['name', 'detail'], jsons: ['fields'] },
  { table: 'sync_run', texts: ['error'] },
  { table: 'sync_undo', texts: ['requested_by'] },
  {
    table: 'push_request',
    texts: ['last_error', 'not_sent_reason'],
    jsons: ['accepted_difference', 'sending', 'left_out'],
  },
  { table: 'push_step', texts: [], jsons: ['detail'] },
  { table: 'settings_revision', texts: ['actor_name', 'note'] },
  { table: 'tax_import', texts: ['actor_name', 'note'] },
  { table: 'alert', texts: ['sentence', 'remedy'] },
  { table: 'webhook_delivery', texts: [], jsons: ['facts'] },
  { table: 'webhook_attempt', texts: ['answer', 'error'] },
  { table: 'delivery', texts: ['recipient', 'subject', 'last_error'], jsons: ['body'] },
  { table: 'saved_view', texts: ['name', 'search'] },
  { table: 'activity', texts: ['subject', 'details', 'created_by', 'done_by'] },
  // Its sheet, its PDF and who accepted it: erased-quotes.queries.ts.
  { table: 'quote_revision', texts: ['sent_by'] },
  { table: 'quote_link', texts: ['created_by'] },
  { table: 'erasure', texts: ['requested_by'] },
  // At the end, since an erasure that is running counts the places that it has been at.
  { table: 'match_record', texts: ['name', 'phone_key', 'domain_key'], jsons: ['facts'] },
  { table: 'match_excluded', texts: ['reason'] },
  { table: 'permission_check', texts: ['checked_by'] },
  { table: 'drift_task', texts: ['accepted_by'] },
  { table: 'webhook', texts: ['name', 'last_error', 'off_reason'] },
  { table: 'api_token', texts: ['name'] },
  { table: 'sync_undo_item', texts: ['reason'] },
];

/** Rows about the contact alone, which go. `local`, `remote`: the columns that name it here and in ConnectWise. */
export const ownRows: readonly { table: string; local: string | null; remote: string | null }[] = [
  { table: 'sync_skip', local: null, remote: 'remote_id' },
  { table: 'sync_conflict', local: 'local_id', remote: null },
  { table: 'link_action', local: 'local_id', remote: 'remote_id' },
  { table: 'match_pair', local: 'local_id', remote: 'remote_id' },
  { table: 'match_record', local: null, remote: 'remote_id' },
  { table: 'match_excluded', local: 'local_id', remote: 'remote_id' },
  { table: 'create_intent', local: 'local_key', remote: null },
  { table: 'push_request', local: 'local_id', remote: null },
  { table: 'sync_preview_record', local: 'local_id', remote: 'remote_id' },
  { table: 'reconcile_finding', local: 'local_id', remote: 'remote_id' },
];
