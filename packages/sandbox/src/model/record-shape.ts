import type { FieldTable } from './field-table.ts';
import type { Stored } from './stored.ts';

export type Verb = 'list' | 'count' | 'get' | 'post' | 'put' | 'patch' | 'delete';

/** How a record stands under another: the path has `{parentId}` and `field` holds that parent's id. */
export interface Parent {
  readonly record: string;
  readonly field: string;
}

/** A light variant of a list (`/info`) with fewer fields and lower rights. */
export interface InfoView {
  readonly typeName: string;
  readonly fields: readonly string[];
  /** Those of the fields that say something else than in the full record, or are not in it. */
  readonly derive?: (row: Stored) => Readonly<Record<string, unknown>>;
  /** Full paths, when they are not `{path}/info`, `{path}/info/count`, `{path}/{id}/info`. */
  readonly list?: string;
  readonly count?: string;
  readonly get?: string;
}

/** What a record is, apart from the rules of its writes. */
export interface RecordShape {
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
  /** `pod` of custom-field definitions shown on this record. */
  readonly customFieldPod?: string;
}
