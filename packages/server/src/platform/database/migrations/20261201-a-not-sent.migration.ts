import { Migration } from '@mikro-orm/migrations';

/**
 * Why a push that is over sent nothing: somebody holds the record, or the mode or a filter keeps it here. And how many records of the CRM a comparison of
 * both sides found with a link that holds, is held or is broken. And which links a person was asked about who decided to keep them.
 */
export class Migration20261201NotSent extends Migration {
  override up(): void {
    this.addSql(`
alter table push_request add column not_sent_code text, add column not_sent_reason text;
create index push_request_held on push_request (workspace_id, connection_id, entity) where state = 'done' and not_sent_code = 'held';

alter table reconcile_entity add column linked_here integer not null default 0, add column paused_here integer not null default 0,
  add column broken_here integer not null default 0, add column kept integer not null default 0;

-- Links about which a wave of removals has asked: what a person decided is about these.
alter table entity_link add column removal_asked_at timestamptz;`);
  }
}
