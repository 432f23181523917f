// Written by "npm run emit-schema" from the migrated tables; do not edit.
import type { ColumnType } from 'kysely';

/** Read as text, so that no digit is lost. */
type Numeric = ColumnType<string, string | number, string | number>;
/** Read as it is; written as JSON text. */
type Json = ColumnType<unknown, string, string>;
/** May be left out of an insert. */
type Generated<T> =
  T extends ColumnType<infer Read, infer Insert, infer Update>
    ? ColumnType<Read, Insert | undefined, Update>
    : ColumnType<T, T | undefined, T>;
/** PostgreSQL computes it. */
type GeneratedAlways<T> = ColumnType<T, never, never>;

export interface AccessSettingsTable {
  workspace_id: Generated<string>;
  token_max_days: Generated<number>;
  allowed_origins: Generated<string[]>;
}

export interface ActivityTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  opportunity_id: string;
  kind: 'task' | 'call' | 'note';
  subject: string;
  details: string | null;
  due_on: string | null;
  owner_id: string | null;
  created_by: string | null;
  done_at: Date | null;
  done_by: string | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface AlertTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  key: string;
  kind: string;
  sentence: string;
  remedy: string | null;
  opened_at: Generated<Date>;
  clear_since: Date | null;
  resolved_at: Date | null;
}

export interface AlertCheckTable {
  workspace_id: Generated<string>;
  checked_at: Generated<Date>;
}

export interface AlertNoticeTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  user_id: string;
  alert_id: string;
  what: 'opened' | 'resolved';
  held_for: 'quiet_hours' | 'digest';
  created_at: Generated<Date>;
  sent_at: Date | null;
}

export interface AlertPreferenceTable {
  workspace_id: Generated<string>;
  user_id: string;
  preference: Json;
}

export interface AlertRulesTable {
  workspace_id: Generated<string>;
  rules: Json;
}

export interface ApiTokenTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  name: string;
  role: 'support' | 'viewer';
  prefix: string;
  token_hash: string;
  created_by: string | null;
  created_at: Generated<Date>;
  expires_at: Date | null;
  last_used_at: Date | null;
  revoked_at: Date | null;
  scopes: string[];
  last_used_address: string | null;
  replaced_by: string | null;
}

export interface AppUserTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  email: string;
  name: string;
  role: 'admin' | 'sales' | 'support' | 'viewer';
  password_hash: string;
  created_at: Generated<Date>;
  disabled_at: Date | null;
  last_sign_in_at: Date | null;
  removed_at: Date | null;
}

export interface AuditEventTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  at: Generated<Date>;
  tx: Generated<string>;
  seq: Generated<Numeric>;
  direction: string | null;
  entity: string | null;
  operation: string;
  status: string;
  name: string | null;
  local_id: string | null;
  remote_id: string | null;
  opportunity_id: string | null;
  description: string;
  code: string | null;
  run_id: string | null;
  attempt: Generated<number>;
  request_id: string | null;
  duration_ms: number | null;
  actor: string | null;
  changes: Generated<Json>;
  exchanges: Json | null;
  trace_id: string | null;
}

export interface BundleLineTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  bundle_id: string;
  product_id: string;
  quantity: Numeric;
  position: number;
}

export interface CallbackEndpointTable {
  workspace_id: Generated<string>;
  connection_id: string;
  secret_hash: string;
  secret_sealed: string;
  state: Generated<'off' | 'active' | 'silent' | 'failing'>;
  reason: string | null;
  entries: Generated<Json>;
  renewed: Generated<number>;
  rejected: Generated<number>;
  rejected_at: Date | null;
  registered_at: Date | null;
  checked_at: Date | null;
  last_event_at: Date | null;
  refused_since: Date | null;
  refused: Generated<number>;
  check_at: Date | null;
  checked_for: string | null;
}

export interface CallbackEventTable {
  workspace_id: Generated<string>;
  id: Generated<Numeric>;
  connection_id: string;
  message_id: string;
  entity: string;
  remote_id: string;
  action: string;
  received_at: Generated<Date>;
  claimed_until: Date | null;
  done_at: Date | null;
  trace_parent: string | null;
}

export interface ClientTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  name: string;
  identifier: string | null;
  address_line1: string | null;
  address_line2: string | null;
  city: string | null;
  region: string | null;
  postal_code: string | null;
  country: string | null;
  phone: string | null;
  website: string | null;
  type: string | null;
  status: string | null;
  name_key: GeneratedAlways<string>;
  identifier_key: GeneratedAlways<string | null>;
  search_text: GeneratedAlways<string>;
  tax_region_id: string | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  match_key: string | null;
  custom_fields: Generated<Json>;
}

export interface ConnectionTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  site_url: string;
  api_base_url: string;
  web_base_url: string;
  host: string;
  login_company: string;
  public_key_sealed: string;
  private_key_sealed: string;
  client_id_sealed: string | null;
  public_key_hint: string;
  keys_set_at: Generated<Date>;
  keys_set_by: string | null;
  state: 'connected' | 'error' | 'paused';
  state_code: string | null;
  state_message: string | null;
  state_since: Generated<Date>;
  verified_at: Date | null;
  remote_version: string | null;
  throttled_until: Date | null;
  sync_started_at: Date | null;
  last_pull_at: Date | null;
  next_pull_at: Date | null;
  created_at: Generated<Date>;
  api_version: string | null;
  next_reconcile_at: Date | null;
  sync_new_since: Date | null;
  restored_from: Date | null;
  restored_at: Date | null;
  sync_stopped_at: Date | null;
  deleted_looked_at: Date | null;
}

export interface ContactTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  client_id: string;
  first_name: string;
  last_name: string | null;
  email: string | null;
  phone: string | null;
  mobile: string | null;
  title: string | null;
  name_key: GeneratedAlways<string>;
  email_key: GeneratedAlways<string | null>;
  search_text: GeneratedAlways<string>;
  is_primary: Generated<boolean>;
  is_active: Generated<boolean>;
  version: Generated<number>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  custom_fields: Generated<Json>;
  phone_extension: string | null;
}

export interface CreateIntentTable {
  workspace_id: Generated<string>;
  connection_id: string;
  entity: string;
  local_key: string;
  natural_key: Json;
  intended_at: Generated<Date>;
  lease_owner: string | null;
  lease_until: Date | null;
}

export interface CustomFieldTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  entity: 'client' | 'contact' | 'opportunity' | 'product';
  name: string;
  type: 'text' | 'number' | 'date' | 'checkbox' | 'list';
  options: Generated<Json>;
  source: Generated<Json>;
  retired_at: Date | null;
  version: Generated<number>;
}

export interface DeliveryTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  channel: string;
  recipient: string;
  subject: string;
  body: Json | null;
  state: Generated<'waiting' | 'sent' | 'kept' | 'failed'>;
  attempts: Generated<number>;
  next_attempt_at: Generated<Date>;
  lease_until: Date | null;
  last_error: string | null;
  created_at: Generated<Date>;
  finished_at: Date | null;
}

export interface DocumentTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  opportunity_id: string;
  kind: 'quote' | 'file';
  title: string;
  number: number | null;
  state: Generated<'draft' | 'sent' | 'accepted' | 'declined'>;
  tax_region_id: string | null;
  file_name: string;
  content_type: string;
  storage_key: string | null;
  size_bytes: number | null;
  search_text: GeneratedAlways<string>;
  version: Generated<number>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  discount_percent: Generated<Numeric>;
  discount_amount: Generated<Numeric>;
  revision: Generated<number>;
  valid_until: string | null;
  terms: string | null;
}

export interface DocumentLinkTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  document_id: string;
  created_at: Generated<Date>;
  expires_at: Date | null;
  revoked_at: Date | null;
  opened: Generated<number>;
  opened_at: Date | null;
}

export interface DriftTaskTable {
  workspace_id: Generated<string>;
  connection_id: string;
  key: string;
  detected_at: Generated<Date>;
  accepted_at: Date | null;
  accepted_by: string | null;
}

export interface EntityLinkTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  connection_id: string;
  entity: string;
  local_id: string;
  remote_id: string;
  parent_local_id: string | null;
  state: Generated<'linked' | 'broken' | 'paused' | 'never'>;
  origin: 'pulled' | 'pushed' | 'matched';
  remote_updated_at: Date | null;
  remote_hash: string | null;
  base: Json | null;
  synced_at: Generated<Date>;
  created_at: Generated<Date>;
  hold: Json | null;
  remote_number: GeneratedAlways<Numeric | null>;
  broken_at: Date | null;
  look_again_at: string[] | null;
  removal_asked_at: Date | null;
}

export interface ErasedRecordTable {
  workspace_id: Generated<string>;
  connection_id: string;
  entity: string;
  remote_hash: string;
  local_id: string;
  at: Generated<Date>;
}

export interface ErasureTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  subject: 'contact' | 'person';
  subject_id: string;
  link: 'keep' | 'remove';
  state: Generated<'running' | 'done'>;
  needles: string[] | null;
  remote_ids: string[] | null;
  step: Generated<number>;
  after: string | null;
  counts: Generated<Json>;
  requested_by: string;
  started_at: Generated<Date>;
  finished_at: Date | null;
  lease_until: Date | null;
  quotes: Generated<'keep_accepted' | 'erase_all'>;
}

export interface IdentityProviderTable {
  workspace_id: Generated<string>;
  label: string;
  issuer: string;
  client_id: string;
  client_secret_sealed: string;
  scopes: string[];
  domains: string[];
  role_claim: string | null;
  roles: Json;
  default_role: 'admin' | 'sales' | 'support' | 'viewer' | null;
  creates_people: boolean;
  trusts_second_factor: boolean;
  updated_at: Generated<Date>;
}

export interface InvitationTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  email: string;
  role: 'admin' | 'sales' | 'support' | 'viewer';
  token_hash: string;
  created_by: string | null;
  created_at: Generated<Date>;
  expires_at: Date;
}

export interface IssueCommentTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  issue_id: string;
  at: Generated<Date>;
  author: string;
  text: string;
}

export interface IssueRetryTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  connection_id: string;
  code: string;
  entity: string;
  direction: string;
  requested_by: string;
  requested_by_id: string | null;
  state: Generated<'running' | 'done' | 'stopped'>;
  total: number;
  tried: Generated<number>;
  settled: Generated<number>;
  refused: Generated<number>;
  last_problem: string | null;
  position: string | null;
  started_at: Generated<Date>;
  finished_at: Date | null;
  lease_owner: string | null;
  lease_until: Date | null;
}

export interface LinkActionTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  connection_id: string;
  kind: string;
  entity: string;
  local_id: string;
  remote_id: string | null;
  name: string;
  reason: string | null;
  by_name: string;
  at: Generated<Date>;
  description: string;
  before: Json;
  after: Json;
  undone_at: Date | null;
  undone_by: string | null;
}

export interface MappingTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  connection_id: string;
  kind: string;
  local_key: string;
  remote_key: string;
}

export interface MatchExcludedTable {
  workspace_id: Generated<string>;
  connection_id: string;
  entity: 'company' | 'contact' | 'product';
  local_id: string | null;
  remote_id: string | null;
  rule: string;
  reason: string;
  run_id: string;
}

export interface MatchLeftOutTable {
  workspace_id: string | null;
  connection_id: string | null;
  entity: string | null;
  local_id: string | null;
  remote_id: string | null;
  rule: string | null;
  reason: string | null;
  run_id: string | null;
}

export interface MatchPairTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  connection_id: string;
  entity: 'company' | 'contact' | 'product';
  remote_id: string;
  remote_name: string;
  remote_parent_id: string | null;
  local_id: string;
  local_name: string;
  local_parent_id: string | null;
  score: number;
  rival: Generated<number>;
  best: Generated<number>;
  veto: string | null;
  breakdown: Generated<Json>;
  state: Generated<'proposed' | 'later' | 'linked' | 'rejected' | 'create'>;
  decided_by: string | null;
  decided_at: Date | null;
  run_id: string | null;
  search_text: GeneratedAlways<string>;
}

export interface MatchRecordTable {
  workspace_id: Generated<string>;
  connection_id: string;
  entity: string;
  remote_id: string;
  name: string;
  parent_id: string | null;
  facts: Json;
  run_id: string;
  name_key: GeneratedAlways<string>;
  search_text: GeneratedAlways<string>;
  phone_tail: GeneratedAlways<string | null>;
  web_tail: GeneratedAlways<string | null>;
  phone_key: string | null;
  domain_key: string | null;
}

export interface MatchRunTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  connection_id: string;
  state: Generated<'running' | 'done' | 'failed'>;
  started_at: Generated<Date>;
  started_by: string;
  finished_at: Date | null;
  resumed: Generated<number>;
  error: string | null;
  fence: Generated<Numeric>;
  lease_owner: string | null;
  lease_until: Date | null;
  settings_revision: number | null;
}

export interface MatchRunEntityTable {
  workspace_id: Generated<string>;
  run_id: string;
  entity: string;
  position: number;
  expected: number | null;
  read: Generated<number>;
  resume_after_id: Generated<Numeric>;
  read_at: Date | null;
  compared: Generated<number>;
  pairs: number | null;
  compared_at: Date | null;
}

export interface NeverSyncedTable {
  workspace_id: Generated<string>;
  connection_id: string;
  entity: string;
  local_id: string;
  reason: string;
  by_name: string;
  at: Generated<Date>;
}

export interface NumberSequenceTable {
  workspace_id: Generated<string>;
  name: string;
  last: number;
}

export interface OpportunityTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  name: string;
  client_id: string;
  contact_id: string | null;
  stage_id: string;
  expected_close_date: string | null;
  owner_id: string | null;
  notes: string | null;
  custom_fields: Generated<Json>;
  won_at: Date | null;
  lost_at: Date | null;
  name_key: GeneratedAlways<string>;
  version: Generated<number>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface OpportunityForecastTable {
  workspace_id: Generated<string>;
  opportunity_id: string;
  remote_id: string;
  remote_updated_at: Date | null;
  entered_at: Date | null;
  lines: Json | null;
  read_at: Date;
  failed_reads: Generated<number>;
}

export interface PasswordResetTable {
  workspace_id: Generated<string>;
  user_id: string;
  token_hash: string;
  expires_at: Date;
}

export interface PermissionCheckTable {
  workspace_id: Generated<string>;
  connection_id: string;
  checked_at: Generated<Date>;
  checked_by: string | null;
  results: Json;
}

export interface PipelineStageTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  name: string;
  position: number;
  kind: 'open' | 'won' | 'lost';
}

export interface ProcessHeartbeatTable {
  id: string;
  kind: 'api' | 'worker';
  host: string;
  pid: number;
  started_at: Generated<Date>;
  at: Generated<Date>;
  ended_at: Date | null;
  job_store_away_since: Date | null;
  key_names: Generated<string[]>;
}

export interface ProductTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  name: string;
  sku: string | null;
  description: string | null;
  kind: Generated<'product' | 'bundle'>;
  product_class: string | null;
  type: string | null;
  category: string | null;
  subcategory: string | null;
  unit: string | null;
  price: Generated<Numeric>;
  cost: Generated<Numeric>;
  name_key: GeneratedAlways<string>;
  sku_key: GeneratedAlways<string | null>;
  search_text: GeneratedAlways<string>;
  is_taxable: Generated<boolean>;
  is_active: Generated<boolean>;
  version: Generated<number>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  billing: Generated<'one_time' | 'recurring'>;
  billing_cycle: string | null;
  billing_cycle_id: string | null;
  billing_cycles: number | null;
  recurring_price: Generated<Numeric>;
  recurring_cost: Generated<Numeric>;
  custom_fields: Generated<Json>;
}

export interface PushRequestTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  connection_id: string;
  entity: string;
  local_id: string;
  reason: string;
  state: Generated<'pending' | 'running' | 'done' | 'parked'>;
  revision: Generated<number>;
  claimed_revision: number | null;
  fence: Generated<Numeric>;
  lease_owner: string | null;
  lease_until: Date | null;
  attempts: Generated<number>;
  next_attempt_at: Generated<Date>;
  step: string | null;
  last_code: string | null;
  last_error: string | null;
  requested_at: Generated<Date>;
  requested_by: string | null;
  run_id: string | null;
  updated_at: Generated<Date>;
  accepted_difference: Json | null;
  trace_parent: string | null;
  sending: Json | null;
  not_sent_code: string | null;
  not_sent_reason: string | null;
  lacking: string[] | null;
  left_out: Generated<Json>;
  waits_for: string | null;
}

export interface PushStepTable {
  workspace_id: Generated<string>;
  request_id: string;
  step: string;
  revision: number;
  state: 'intended' | 'done' | 'failed';
  remote_id: string | null;
  detail: Json | null;
  intended_at: Date | null;
  done_at: Date | null;
}

export interface PushedLinesTable {
  workspace_id: Generated<string>;
  connection_id: string;
  opportunity_id: string;
  remote_id: string;
  lines: Json;
  version: Generated<number>;
  checked_at: Date | null;
  told: string | null;
  sent: string | null;
  difference: string | null;
}

export interface QueryCostTable {
  key: string;
  points: Generated<number>;
  expire: Numeric | null;
}

export interface QuoteLineTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  document_id: string;
  position: number;
  product_id: string | null;
  description: string;
  quantity: Numeric;
  price: Numeric;
  cost: Generated<Numeric>;
  discount_percent: Generated<Numeric>;
  tax_category_id: string | null;
  tax_rate: Numeric | null;
  billing: Generated<'one_time' | 'recurring'>;
  billing_cycle: string | null;
  billing_cycle_id: string | null;
  billing_cycles: number | null;
  recurring_price: Generated<Numeric>;
  recurring_cost: Generated<Numeric>;
  section: string | null;
  is_optional: Generated<boolean>;
  is_taxable: boolean | null;
}

export interface QuoteLinkTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  document_id: string;
  revision: number;
  created_at: Generated<Date>;
  created_by: string | null;
  expires_at: Date;
  revoked_at: Date | null;
  opened: Generated<number>;
  opened_at: Date | null;
}

export interface QuoteRevisionTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  document_id: string;
  revision: number;
  file_name: string;
  sheet: Json;
  pdf: Buffer;
  sent_at: Date | null;
  sent_by: string | null;
  accepted_at: Date | null;
  accepted_by: string | null;
  accepted_from: string | null;
  logo_key: string | null;
}

export interface ReconcileTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  connection_id: string;
  kind: 'nightly' | 'asked';
  state: Generated<'running' | 'done' | 'failed' | 'cancelled'>;
  heals: boolean;
  settings_revision: number | null;
  requested_by: string | null;
  started_at: Generated<Date>;
  finished_at: Date | null;
  resumed: Generated<number>;
  error_code: string | null;
  error: string | null;
  fence: Generated<Numeric>;
  lease_owner: string | null;
  lease_until: Date | null;
  retry_at: Generated<Date>;
}

export interface ReconcileEntityTable {
  workspace_id: Generated<string>;
  reconcile_id: string;
  entity: string;
  position: number;
  after_id: Generated<Numeric>;
  is_listed: Generated<boolean>;
  there: Generated<number>;
  here: Generated<number>;
  only_here: Generated<number>;
  linked: Generated<number>;
  paused: Generated<number>;
  broken: Generated<number>;
  excluded: Generated<number>;
  skipped: Generated<number>;
  differing: Generated<number>;
  pending: Generated<number>;
  failing: Generated<number>;
  gone: Generated<number>;
  healed: Generated<number>;
  reasons: Generated<Json>;
  fields: Generated<Json>;
  removals: 'broken' | 'held' | 'kept' | null;
  started_at: Date | null;
  finished_at: Date | null;
  linked_here: Generated<number>;
  paused_here: Generated<number>;
  broken_here: Generated<number>;
  kept: Generated<number>;
}

export interface ReconcileFindingTable {
  workspace_id: Generated<string>;
  id: Generated<Numeric>;
  reconcile_id: string;
  entity: string;
  kind: 'gone' | 'deleted' | 'differing' | 'not_here' | 'failing' | 'not_in_crm';
  remote_id: string;
  local_id: string | null;
  name: string | null;
  detail: string;
  fields: Generated<Json>;
  is_healed: Generated<boolean>;
}

export interface RecoveryCodeTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  user_id: string;
  signature: string;
  used_at: Date | null;
}

export interface ReferenceItemTable {
  workspace_id: Generated<string>;
  connection_id: string;
  kind: string;
  remote_id: string;
  label: string;
  position: number | null;
  is_active: Generated<boolean>;
  flags: Generated<Json>;
  seen_at: Generated<Date>;
}

export interface ReferenceLookTable {
  workspace_id: Generated<string>;
  connection_id: string;
  kind: string;
  at: Generated<Date>;
}

export interface RemovalHoldTable {
  workspace_id: Generated<string>;
  connection_id: string;
  entity: string;
  state: 'held' | 'allowed' | 'kept';
  at: Generated<Date>;
  until: Date | null;
}

export interface RetentionExportTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  kind: 'audit' | 'security' | 'deliveries' | 'alerts' | 'mails';
  from_at: Date;
  to_at: Date;
  row_count: number;
  size_bytes: Numeric;
  sha256: string;
  storage_key: string;
  created_at: Generated<Date>;
  deleted_at: Date | null;
}

export interface RetentionPassTable {
  workspace_id: Generated<string>;
  kind: 'audit' | 'security' | 'deliveries' | 'alerts' | 'mails';
  removed: Generated<Numeric>;
  removed_at: Generated<Date>;
}

export interface RetentionSettingsTable {
  workspace_id: Generated<string>;
  audit_days: Generated<number | null>;
  security_days: Generated<number | null>;
  deliveries_days: Generated<number | null>;
  alerts_days: Generated<number | null>;
  mails_days: Generated<number | null>;
  exports_first: Generated<boolean>;
  next_at: Generated<Date>;
}

export interface SavedViewTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  owner_id: string;
  page: string;
  name: string;
  search: string;
  is_shared: Generated<boolean>;
  created_at: Generated<Date>;
}

export interface SecondFactorTable {
  workspace_id: Generated<string>;
  user_id: string;
  secret_sealed: string | null;
  confirmed_at: Date | null;
  last_step: Generated<Numeric>;
  pending_sealed: string | null;
  pending_at: Date | null;
}

export interface SecurityEventTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  at: Generated<Date>;
  kind: string;
  actor_id: string | null;
  actor: string | null;
  subject: string | null;
  address: string | null;
  description: string;
}

export interface SessionTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  user_id: string;
  token_hash: string;
  created_at: Generated<Date>;
  expires_at: Date;
  user_agent: string | null;
  address: string | null;
  has_second_factor_elsewhere: Generated<boolean>;
  siblings: Generated<Json>;
}

export interface SettingsRevisionTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  connection_id: string;
  revision: number;
  changes: Json;
  at: Generated<Date>;
  actor_id: string | null;
  configuration: Generated<Json>;
  actor_name: string | null;
  note: string | null;
}

export interface SetupCodeTable {
  code_hash: string;
  created_at: Generated<Date>;
}

export interface SignInAttemptTable {
  key: string;
  points: Generated<number>;
  expire: Numeric | null;
}

export interface SignInSettingsTable {
  workspace_id: Generated<string>;
  requires_second_factor: Generated<boolean>;
}

export interface SignInStepTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  user_id: string;
  token_hash: string;
  provider: string | null;
  expires_at: Date;
  siblings: Generated<Json>;
}

export interface StatisticDeltaTable {
  workspace_id: Generated<string>;
  at: Generated<Date>;
  measure: string;
  direction: string | null;
  entity: string | null;
  operation: string | null;
  status: string | null;
  code: string | null;
  slot: number;
  n: number;
}

export interface StatisticRollupTable {
  workspace_id: Generated<string>;
  width: 'minute' | 'hour' | 'day';
  measure: string;
  at: Date;
  direction: string | null;
  entity: string | null;
  operation: string | null;
  status: string | null;
  code: string | null;
  slot: number;
  n: Numeric;
}

export interface StatisticStandingTable {
  workspace_id: Generated<string>;
  width: 'minute' | 'hour' | 'day';
  at: Date;
  entity: string;
  linked: number;
  pending: number;
  failing: number;
  broken: number;
  excluded: number;
  most_pending: number;
  oldest_seconds: number;
}

export interface StatisticTotalTable {
  workspace_id: Generated<string>;
  width: 'hour' | 'day';
  measure: string;
  at: Date;
  direction: string | null;
  entity: string | null;
  operation: string | null;
  status: string | null;
  code: string | null;
  n: Numeric;
}

export interface StatusFillTable {
  workspace_id: Generated<string>;
  connection_id: string;
  after_link_id: string | null;
  filled: Generated<number>;
  asked_at: Generated<Date>;
  next_attempt_at: Generated<Date>;
  finished_at: Date | null;
}

export interface SyncConflictTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  connection_id: string;
  entity: string;
  local_id: string;
  remote_id: string;
  name: string;
  field: string;
  base_value: Generated<Json>;
  crm_value: Generated<Json>;
  connectwise_value: Generated<Json>;
  crm_by: string | null;
  crm_at: Date | null;
  connectwise_by: string | null;
  connectwise_at: Date | null;
  found_by: 'in' | 'out';
  kept: 'crm' | 'connectwise' | 'ask';
  why: string;
  state: 'kept' | 'open' | 'restored' | 'settled';
  decided_by: string | null;
  decided_at: Date | null;
  at: Generated<Date>;
  is_to_come: Generated<boolean>;
  come_at: Date | null;
}

export interface SyncCursorTable {
  workspace_id: Generated<string>;
  connection_id: string;
  entity: string;
  watermark: Date | null;
  listing_from: Date | null;
  listing_started_at: Date | null;
  listing_max: Date | null;
  resume_after_id: Numeric | null;
  fence: Generated<Numeric>;
  lease_owner: string | null;
  lease_until: Date | null;
  filter_hash: string | null;
  reevaluate: Generated<boolean>;
  list_all: Generated<boolean>;
  judged_by: string | null;
  look_again: Generated<boolean>;
  kept_page: Buffer | null;
  kept_until: Date | null;
  looked_below: Numeric | null;
}

export interface SyncIssueTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  connection_id: string;
  entity: string;
  direction: 'in' | 'out';
  code: string;
  message: string;
  advice: string | null;
  record_name: string | null;
  local_id: string | null;
  remote_id: string | null;
  record_key: GeneratedAlways<string>;
  detail: Generated<Json>;
  state: Generated<'open' | 'resolved' | 'dismissed'>;
  resolution: string | null;
  attempts: Generated<number>;
  first_seen_at: Generated<Date>;
  last_seen_at: Generated<Date>;
  next_retry_at: Date | null;
  settled_at: Date | null;
  settled_by: string | null;
  assignee_id: string | null;
  parked_at: Date | null;
  parked_by: string | null;
  parked_reason: string | null;
}

export interface SyncPreviewTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  connection_id: string;
  state: Generated<'running' | 'done' | 'failed' | 'cancelled'>;
  settings_revision: number;
  basis: Json;
  entities: Generated<Json>;
  error: string | null;
  requested_by: string | null;
  started_at: Generated<Date>;
  finished_at: Date | null;
  attempts: Generated<number>;
  fence: Generated<Numeric>;
  lease_until: Date | null;
  cancelled_by: string | null;
}

export interface SyncPreviewRecordTable {
  workspace_id: Generated<string>;
  preview_id: string;
  place: number;
  entity: string;
  remote_id: string;
  local_id: string | null;
  operation: 'create' | 'update' | 'link' | 'skip' | 'needs_person';
  name: string;
  code: string | null;
  reason: string;
  changes: Generated<Json>;
  search_text: GeneratedAlways<string>;
}

export interface SyncRunTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  connection_id: string;
  kind: 'initial' | 'poll' | 'manual' | 'push';
  state: Generated<'running' | 'done' | 'failed' | 'cancelled'>;
  started_at: Generated<Date>;
  finished_at: Date | null;
  resumed: Generated<number>;
  error_code: string | null;
  error: string | null;
  settings_revision: number | null;
  trace_parent: string | null;
}

export interface SyncRunEntityTable {
  workspace_id: Generated<string>;
  run_id: string;
  entity: string;
  position: Generated<number>;
  expected: number | null;
  processed: Generated<number>;
  created: Generated<number>;
  updated: Generated<number>;
  linked: Generated<number>;
  unchanged: Generated<number>;
  skipped: Generated<number>;
  failed: Generated<number>;
  started_at: Date | null;
  finished_at: Date | null;
  counted_along: Generated<string[]>;
}

export interface SyncSettingsTable {
  workspace_id: Generated<string>;
  connection_id: string;
  revision: Generated<number>;
  updated_at: Generated<Date>;
  updated_by: string | null;
  configuration: Generated<Json>;
}

export interface SyncSkipTable {
  workspace_id: Generated<string>;
  connection_id: string;
  entity: string;
  remote_id: string;
  remote_hash: string | null;
  code: string;
  reason: string;
  waits_for_entity: string | null;
  waits_for_id: string | null;
  at: Generated<Date>;
  id: Generated<string>;
  name: string | null;
  rule: string | null;
  filter_hash: string | null;
  reevaluate: Generated<boolean>;
  search_text: GeneratedAlways<string>;
  remote_number: GeneratedAlways<Numeric | null>;
  judged_by: string | null;
  look_again: Generated<boolean>;
}

export interface SyncUndoTable {
  workspace_id: Generated<string>;
  run_id: string;
  connection_id: string;
  state: Generated<'running' | 'done'>;
  requested_by: string;
  removed: Generated<Json>;
  started_at: Generated<Date>;
  finished_at: Date | null;
  lease_owner: string | null;
  lease_until: Date | null;
}

export interface SyncUndoItemTable {
  workspace_id: Generated<string>;
  run_id: string;
  entity: string;
  local_id: string;
  reason: string | null;
}

export interface TaxCategoryTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  tax_region_id: string;
  name: 'Taxable' | 'Non-taxable';
  rate: Numeric;
}

export interface TaxImportTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  connection_id: string;
  revision: number;
  at: Generated<Date>;
  actor_id: string | null;
  actor_name: string | null;
  note: string;
  changes: Json;
}

export interface TaxRegionTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  name: string;
  version: Generated<number>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

export interface UserIdentityTable {
  workspace_id: Generated<string>;
  issuer: string;
  subject: string;
  user_id: string;
  linked_at: Generated<Date>;
}

export interface WebhookTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  name: string;
  url: string;
  form: 'standard' | 'slack' | 'teams';
  secret_sealed: string;
  created_at: Generated<Date>;
  events: string[];
  previous_secret_sealed: string | null;
  previous_secret_until: Date | null;
  failing_since: Date | null;
  last_error: string | null;
  last_delivered_at: Date | null;
  off_at: Date | null;
  off_because: 'person' | 'gone' | 'failing' | null;
  off_reason: string | null;
}

export interface WebhookAttemptTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  delivery_id: string;
  at: Generated<Date>;
  status_code: number | null;
  duration_ms: number;
  answer: string | null;
  error: string | null;
}

export interface WebhookDeliveryTable {
  workspace_id: Generated<string>;
  id: Generated<string>;
  webhook_id: string;
  message_id: string;
  event:
    | 'run_finished'
    | 'issue_opened'
    | 'issue_resolved'
    | 'record_failed'
    | 'link_broken'
    | 'connection_paused'
    | 'alert_opened'
    | 'alert_resolved'
    | 'webhook_test';
  facts: Json;
  state: Generated<'waiting' | 'delivered' | 'failed' | 'stopped'>;
  attempts: Generated<number>;
  earlier_attempts: Generated<number>;
  next_attempt_at: Generated<Date>;
  lease_until: Date | null;
  created_at: Generated<Date>;
  finished_at: Date | null;
}

export interface WorkspaceTable {
  id: Generated<string>;
  name: string;
  created_at: Generated<Date>;
  time_zone: Generated<string>;
  currency: Generated<string>;
}

export interface WorkspaceProfileTable {
  workspace_id: Generated<string>;
  address: Generated<string>;
  phone: Generated<string>;
  website: Generated<string>;
  tax_number: Generated<string>;
  quote_terms: Generated<string>;
  quote_valid_days: number | null;
  paper: 'a4' | 'letter' | null;
  logo_key: string | null;
  logo_type: 'image/png' | 'image/jpeg' | null;
}

export interface Schema {
  access_settings: AccessSettingsTable;
  activity: ActivityTable;
  alert: AlertTable;
  alert_check: AlertCheckTable;
  alert_notice: AlertNoticeTable;
  alert_preference: AlertPreferenceTable;
  alert_rules: AlertRulesTable;
  api_token: ApiTokenTable;
  app_user: AppUserTable;
  audit_event: AuditEventTable;
  bundle_line: BundleLineTable;
  callback_endpoint: CallbackEndpointTable;
  callback_event: CallbackEventTable;
  client: ClientTable;
  connection: ConnectionTable;
  contact: ContactTable;
  create_intent: CreateIntentTable;
  custom_field: CustomFieldTable;
  delivery: DeliveryTable;
  document: DocumentTable;
  document_link: DocumentLinkTable;
  drift_task: DriftTaskTable;
  entity_link: EntityLinkTable;
  erased_record: ErasedRecordTable;
  erasure: ErasureTable;
  identity_provider: IdentityProviderTable;
  invitation: InvitationTable;
  issue_comment: IssueCommentTable;
  issue_retry: IssueRetryTable;
  link_action: LinkActionTable;
  mapping: MappingTable;
  match_excluded: MatchExcludedTable;
  match_left_out: MatchLeftOutTable;
  match_pair: MatchPairTable;
  match_record: MatchRecordTable;
  match_run: MatchRunTable;
  match_run_entity: MatchRunEntityTable;
  never_synced: NeverSyncedTable;
  number_sequence: NumberSequenceTable;
  opportunity: OpportunityTable;
  opportunity_forecast: OpportunityForecastTable;
  password_reset: PasswordResetTable;
  permission_check: PermissionCheckTable;
  pipeline_stage: PipelineStageTable;
  process_heartbeat: ProcessHeartbeatTable;
  product: ProductTable;
  push_request: PushRequestTable;
  push_step: PushStepTable;
  pushed_lines: PushedLinesTable;
  query_cost: QueryCostTable;
  quote_line: QuoteLineTable;
  quote_link: QuoteLinkTable;
  quote_revision: QuoteRevisionTable;
  reconcile: ReconcileTable;
  reconcile_entity: ReconcileEntityTable;
  reconcile_finding: ReconcileFindingTable;
  recovery_code: RecoveryCodeTable;
  reference_item: ReferenceItemTable;
  reference_look: ReferenceLookTable;
  removal_hold: RemovalHoldTable;
  retention_export: RetentionExportTable;
  retention_pass: RetentionPassTable;
  retention_settings: RetentionSettingsTable;
  saved_view: SavedViewTable;
  second_factor: SecondFactorTable;
  security_event: SecurityEventTable;
  session: SessionTable;
  settings_revision: SettingsRevisionTable;
  setup_code: SetupCodeTable;
  sign_in_attempt: SignInAttemptTable;
  sign_in_settings: SignInSettingsTable;
  sign_in_step: SignInStepTable;
  statistic_delta: StatisticDeltaTable;
  statistic_rollup: StatisticRollupTable;
  statistic_standing: StatisticStandingTable;
  statistic_total: StatisticTotalTable;
  status_fill: StatusFillTable;
  sync_conflict: SyncConflictTable;
  sync_cursor: SyncCursorTable;
  sync_issue: SyncIssueTable;
  sync_preview: SyncPreviewTable;
  sync_preview_record: SyncPreviewRecordTable;
  sync_run: SyncRunTable;
  sync_run_entity: SyncRunEntityTable;
  sync_settings: SyncSettingsTable;
  sync_skip: SyncSkipTable;
  sync_undo: SyncUndoTable;
  sync_undo_item: SyncUndoItemTable;
  tax_category: TaxCategoryTable;
  tax_import: TaxImportTable;
  tax_region: TaxRegionTable;
  user_identity: UserIdentityTable;
  webhook: WebhookTable;
  webhook_attempt: WebhookAttemptTable;
  webhook_delivery: WebhookDeliveryTable;
  workspace: WorkspaceTable;
  workspace_profile: WorkspaceProfileTable;
}
