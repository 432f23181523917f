import { type Category, categoryWire } from '../../../src/connectwise/wire/catalog.ts';
import { text as textShape } from '../../../src/connectwise/wire/shape.ts';
import { type WireOf, wire } from '../../../src/connectwise/wire/wire.ts';
import type { FieldTable } from '../../../src/modules/sync/records/fields/field-table.ts';
import { neverEmpty, text } from '../../../src/modules/sync/records/fields/fields.ts';

/** A record that the product does not sync: product categories, in a table of the test's own. */
export interface CategoryFields {
  name: string;
  reference: string | null;
}

export const toyWire = wire('category', categoryWire.path, { name: textShape, integrationXref: textShape });
export type ToyCategory = WireOf<typeof toyWire> & Pick<Category, 'id'>;

export const categoryFields: FieldTable<CategoryFields, ToyCategory> = {
  name: text('Name', 'name', 'name', { max: 50, required: true, out: neverEmpty('a category has a name') }),
  reference: text('Reference', 'reference', 'integrationXref', { max: 50 }),
};

export const toyTable = `
create table toy_category (
  workspace_id uuid not null default app_workspace(), id uuid primary key default uuidv7(), name text not null, reference text,
  name_key text generated always as (lower(name)) stored,
  version int not null default 1, created_at timestamptz not null default now(), updated_at timestamptz not null default now());
grant all on toy_category to causeway_app;
alter table match_pair drop constraint match_pair_entity_check,
  add constraint match_pair_entity_check check (entity in ('company', 'contact', 'product', 'category'))`;
