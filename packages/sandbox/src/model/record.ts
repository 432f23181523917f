import { type FieldTable, fieldTable } from './field-table.ts';
import type { RecordRules } from './rules.ts';
import type { Stored } from './stored.ts';

export type Verb = 'list' | 'count' | 'get' | 'post' | 'put' | 'patch' | 'delete';
const ALL_VERBS: readonly Verb[] = ['list', 'count', 'get', 'post', 'put', 'patch', 'delete'];

/** How a record stands under another: the path has `{parentId}` and `field` holds that parent's id. */
export interface Parent {
  readonly record: string;
  readonly field: string;
}

/** A light variant of a list (`/info`) with fewer fields and lower rights. */
export interface InfoView {
  readonly typeName: string;
  readonly fields: readonly string[];
  /** Full paths, when they are not `{path}/info`, `{path}/info/count`, `{path}/{id}/info`. */
  readonly list?: string;
  readonly count?: string;
  readonly get?: string;
}

export interface RecordDefinition {
  /** Name for programs, e.g. `companies`. */
  readonly name: string;
  /** Path after `/apis/3.0`; `null` for look-ups that ConnectWise does not serve. */
  readonly path: string | null;
  /** Further paths for the same rows (nested or older ones). */
  readonly aliases: readonly { readonly path: string; readonly parent?: Parent; readonly verbs?: readonly Verb[] }[];
  readonly parent?: Parent;
  /** lowerCamel singular, used in error bodies: `contact object is invalid`. */
  readonly resource: string;
  /** Schema of the published specification. */
  readonly schema: string;
  readonly table: FieldTable;
  readonly verbs: readonly Verb[];
  /** What a reference to this record shows beside its id. */
  readonly label: (row: Stored) => Record<string, unknown>;
  /** Fields that change the label. */
  readonly labelFields: readonly string[];
  /** Text fields that find a row when a reference carries no id. */
  readonly keys: readonly string[];
  /** Key in `_info` of a reference, without `_href`. */
  readonly href: string;
  readonly unique: readonly { readonly field: string; readonly message: string }[];
  /** Reference fields (and parent fields) looked up often. */
  readonly indexed: readonly string[];
  readonly callbackType?: string;
  readonly info?: InfoView;
  readonly usages: boolean;
  readonly infoLinks: (id: number) => Record<string, string>;
  readonly rules: RecordRules;
  /** `pod` of custom-field definitions shown on this record. */
  readonly customFieldPod?: string;
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
