import { type FieldTable, fieldTable } from './field-table.ts';
import type { InfoView, Parent, RecordShape, Verb } from './record-shape.ts';
import type { RecordRules } from './rules.ts';
import type { Stored } from './stored.ts';

const ALL_VERBS: readonly Verb[] = ['list', 'count', 'get', 'post', 'put', 'patch', 'delete'];

export interface RecordDefinition extends RecordShape {
  readonly rules: RecordRules;
}

export interface RecordOptions {
  path?: string | null;
  aliases?: RecordDefinition['aliases'];
  parent?: Parent;
  resource: string;
  schema: string;
  fields: string;
  subTables?: Record<string, FieldTable>;
  verbs?: readonly Verb[];
  label?: RecordDefinition['label'];
  labelFields?: readonly string[];
  keys?: readonly string[];
  href?: string;
  unique?: RecordDefinition['unique'];
  indexed?: readonly string[];
  callbackType?: string;
  info?: InfoView;
  usages?: boolean;
  infoLinks?: RecordDefinition['infoLinks'];
  rules?: RecordRules;
  customFieldPod?: string;
}

/** Completes a record's definition with the defaults that hold for most set-up tables. */
export function defineRecord(name: string, options: RecordOptions): RecordDefinition {
  const table = fieldTable(options.schema, options.fields, options.subTables);
  const named = table.byName.has('name');
  const nameLabel = (row: Stored) => (named ? { name: row.name } : {});
  return {
    name,
    path: options.path ?? null,
    aliases: options.aliases ?? [],
    parent: options.parent,
    resource: options.resource,
    schema: options.schema,
    table,
    verbs: options.verbs ?? ALL_VERBS,
    label: options.label ?? nameLabel,
    labelFields: options.labelFields ?? (named ? ['name'] : []),
    keys: options.keys ?? (named ? ['name'] : []),
    href: options.href ?? options.resource,
    unique: options.unique ?? [],
    indexed: [...(options.parent ? [options.parent.field] : []), ...(options.indexed ?? [])],
    callbackType: options.callbackType,
    info: options.info,
    usages: options.usages ?? false,
    infoLinks: options.infoLinks ?? (() => ({})),
    rules: options.rules ?? {},
    customFieldPod: options.customFieldPod,
  };
}
