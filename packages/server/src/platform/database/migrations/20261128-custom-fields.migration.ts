import { Migration } from '@mikro-orm/migrations';

/** Custom fields on clients, contacts and products as on opportunities. A definition whose values exist is retired instead of removed. */
export class Migration20261128CustomFields extends Migration {
  override up(): void {
    this.addSql(`
alter table client add column custom_fields jsonb not null default '{}';
alter table contact add column custom_fields jsonb not null default '{}';
alter table product add column custom_fields jsonb not null default '{}';
alter table custom_field
  add column retired_at timestamptz,
  add column version int not null default 1,
  add constraint custom_field_entity check (entity in ('client', 'contact', 'opportunity', 'product'));`);
  }
}
