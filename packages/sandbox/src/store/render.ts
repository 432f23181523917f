import type { Field } from '../model/field-table.ts';
import type { RecordDefinition } from '../model/record.ts';
import type { RecordShape } from '../model/record-shape.ts';
import { isoSeconds, type Stored } from '../model/stored.ts';
import { guidFor } from './guid.ts';
import type { Readings } from './options.ts';
import type { Store } from './store.ts';

/** Which records are sent with an array even when it is empty (recorded bodies send `"types":[]`). */
const SENT_EMPTY = new Set(['types']);
const SMALL_TABLE = 5_000;

/** Turns stored rows into the JSON that ConnectWise sends: references expanded, empty fields left out, `_info` last. */
export class Renderer {
  private readonly store: Store;
  private readonly hrefBase: () => string;
  private readonly readings: Readings;
  private readonly plans = new Map<RecordDefinition, readonly FieldPlan[]>();
  /** The reading `blankReferences` as last read; `epoch` counts its changes. */
  private blank: { readonly text: string; readonly names: ReadonlySet<string>; readonly epoch: number } = {
    text: '',
    names: new Set(),
    epoch: 0,
  };
  private readonly references = new Map<string, { epoch: number; json: Map<number, string> }>();
  private readonly customFields = new Map<string, { version: number; parts: readonly CustomFieldPart[] }>();

  constructor(store: Store, hrefBase: () => string, readings: Readings) {
    this.store = store;
    this.readings = readings;
    this.hrefBase = hrefBase;
  }

  /** JSON text of a row; `only` limits it to some fields (lower-case names, `_info` and `id` among them). */
  json(definition: RecordDefinition, row: Stored, only?: ReadonlySet<string>): string {
    const empty = this.readings.emptyFields === 'null' ? 'null' : undefined;
    let text = '{';
    if (!only || only.has('id')) text += `"id":${row.id}`;
    for (const plan of this.plan(definition)) {
      if (only && !only.has(plan.lowerName)) continue;
      const value = plan.isBlank ? '{}' : (this.value(plan.field, row[plan.field.name], definition, row) ?? empty);
      if (value !== undefined) text += `${text.length > 1 ? ',' : ''}${plan.key}${value}`;
    }
    if (!only || only.has('_info')) text += `${text.length > 1 ? ',' : ''}"_info":${this.info(definition, row)}`;
    return `${text}}`;
  }

  object(definition: RecordDefinition, row: Stored): Record<string, unknown> {
    return JSON.parse(this.json(definition, row)) as Record<string, unknown>;
  }

  /** Changes whenever cached JSON of this record's rows may be out of date although the rows are not. */
  epoch(definition: RecordDefinition): number {
    if (this.blank.text !== this.readings.blankReferences) this.readBlank();
    // The address in hrefs differs in length between the readings.
    let sum = this.hrefBase().length + (this.readings.emptyFields === 'null' ? 0.5 : 0) + this.blank.epoch * 1e9;
    sum += definition.customFieldPod ? this.store.table('userDefinedFields').version : 0;
    for (const target of referencedRecords(definition)) sum += this.store.table(target).labelEpoch;
    return sum;
  }

  reference(target: string, id: number): string {
    const table = this.store.table(target);
    if (table.size > SMALL_TABLE) return this.expand(target, id);
    let cached = this.references.get(target);
    if (cached?.epoch !== table.version) {
      cached = { epoch: table.version, json: new Map() };
      this.references.set(target, cached);
    }
    let json = cached.json.get(id);
    if (json === undefined) {
      json = this.expand(target, id);
      cached.json.set(id, json);
    }
    return json;
  }

  /** Custom fields as every record of that screen shows them: all defined fields, empty ones with `null`. */
  customFieldsOf(pod: string, values: Readonly<Record<string, unknown>> | undefined): string {
    const parts = this.customFieldParts(pod);
    return `[${parts.map((part) => `${part.before}${JSON.stringify(values?.[part.id] ?? null)}${part.after}`).join(',')}]`;
  }

  private expand(target: string, id: number): string {
    const { definition } = this.store.table(target);
    const row = this.store.table(target).get(id);
    if (!row) return `{"id":${id}}`;
    const label = JSON.stringify(definition.label(row)).slice(1, -1);
    const guid = typeof row.mobileGuid === 'string' ? `,"mobileGuid":"${row.mobileGuid}"` : '';
    const info = definition.path
      ? `{"${definition.href}_href":"${this.hrefBase()}${this.pathOf(definition, row)}"${guid}}`
      : '{}';
    return `{"id":${id}${label === '' ? '' : `,${label}`},"_info":${info}}`;
  }

  private pathOf(definition: RecordShape, row: Stored): string {
    const path = definition.path ?? '';
    const parentId = definition.parent ? row[definition.parent.field] : undefined;
    return `${path.replace('{parentId}', String(parentId))}/${row.id}`;
  }

  private info(definition: RecordDefinition, row: Stored): string {
    let text = `{"lastUpdated":"${isoSeconds(row.$updated)}","updatedBy":${JSON.stringify(row.$updatedBy)}`;
    if (definition.callbackType || definition.customFieldPod) {
      text += `,"dateEntered":"${isoSeconds(row.$entered)}","enteredBy":${JSON.stringify(row.$enteredBy)}`;
    }
    const base = this.hrefBase();
    const links = definition.infoLinks(row.id);
    for (const key in links) text += `,"${key}":"${base}${links[key]}"`;
    return `${text}}`;
  }

  private value(field: Field, value: unknown, definition: RecordDefinition, row: Stored): string | undefined {
    switch (field.kind) {
      case 'bool':
        return value === true ? 'true' : 'false';
      case 'text':
      case 'enum':
      case 'uuid':
        return value === undefined ? undefined : JSON.stringify(value);
      case 'int':
      case 'number':
        return value === undefined ? undefined : String(value);
      case 'datetime':
      case 'date':
        return value === undefined
          ? undefined
          : typeof value === 'number'
            ? `"${isoSeconds(value)}"`
            : JSON.stringify(value);
      case 'reference':
        return typeof value === 'number' ? this.reference(field.target ?? '', value) : undefined;
      case 'customFields':
        return definition.customFieldPod
          ? this.customFieldsOf(definition.customFieldPod, value as Record<string, unknown> | undefined)
          : undefined;
      case 'references':
      case 'items':
      case 'ints':
      case 'texts':
        return this.array(field, value as readonly unknown[] | undefined, definition, row);
      case 'object':
        return value === undefined
          ? undefined
          : this.nested(field, value as Readonly<Record<string, unknown>>, definition, row);
      case 'any':
        return value === undefined ? undefined : JSON.stringify(value);
    }
  }

  private array(field: Field, values: readonly unknown[] | undefined, definition: RecordDefinition, row: Stored) {
    if (!values || values.length === 0) return SENT_EMPTY.has(field.name) ? '[]' : undefined;
    const parts = values.map((value) => {
      if (field.kind === 'references') return this.reference(field.target ?? '', value as number);
      if (field.kind === 'items')
        return this.nested(field, value as Readonly<Record<string, unknown>>, definition, row);
      return JSON.stringify(value);
    });
    return `[${parts.join(',')}]`;
  }

  private nested(
    field: Field,
    value: Readonly<Record<string, unknown>>,
    definition: RecordDefinition,
    row: Stored,
  ): string {
    const parts: string[] = [];
    for (const inner of field.table?.fields ?? []) {
      if (inner.writeOnly) continue;
      const text = this.value(inner, value[inner.name], definition, row);
      if (text !== undefined) parts.push(`"${inner.name}":${text}`);
    }
    return `{${parts.join(',')}}`;
  }

  private plan(definition: RecordDefinition): readonly FieldPlan[] {
    if (this.blank.text !== this.readings.blankReferences) this.readBlank();
    let plan = this.plans.get(definition);
    if (!plan) {
      plan = definition.table.fields
        .filter((field) => !field.writeOnly)
        .map((field) => ({
          field,
          key: `"${field.name}":`,
          lowerName: field.name.toLowerCase(),
          isBlank: field.kind === 'reference' && this.isBlank(definition.name, field.name),
        }));
      this.plans.set(definition, plan);
    }
    return plan;
  }

  private readBlank(): void {
    const text = this.readings.blankReferences;
    const names = text.toLowerCase().split(/[\s,]+/);
    this.blank = { text, names: new Set(names.filter(Boolean)), epoch: this.blank.epoch + 1 };
    this.plans.clear();
  }

  private isBlank(record: string, field: string): boolean {
    const { names } = this.blank;
    return names.has(`${record}.${field}`.toLowerCase()) || names.has(`${record}.*`.toLowerCase());
  }

  private customFieldParts(pod: string): readonly CustomFieldPart[] {
    const table = this.store.table('userDefinedFields');
    const cached = this.customFields.get(pod);
    if (cached?.version === table.version) return cached.parts;
    const parts = [...table.all()].filter((row) => row.podDescription === pod).map((row) => customFieldPart(row, pod));
    this.customFields.set(pod, { version: table.version, parts });
    return parts;
  }
}

interface FieldPlan {
  readonly field: Field;
  readonly key: string;
  readonly lowerName: string;
  /** Sent as `{}` by a reading. */
  readonly isBlank: boolean;
}

interface CustomFieldPart {
  readonly id: number;
  readonly before: string;
  readonly after: string;
}

function customFieldPart(row: Stored, pod: string): CustomFieldPart {
  const before = JSON.stringify({
    id: row.id,
    caption: row.caption,
    type: row.fieldTypeIdentifier,
    entryMethod: row.entryTypeIdentifier ?? 'EntryField',
    numberOfDecimals: row.numberDecimals ?? 0,
  });
  const after = JSON.stringify({
    connectWiseId: row.connectWiseID ?? guidFor('userDefinedFields', row.id),
    rowNum: row.sequenceNumber,
    userDefinedFieldRecId: row.id,
    podId: pod,
  });
  return { id: row.id, before: `${before.slice(0, -1)},"value":`, after: `,${after.slice(1)}` };
}

const referenced = new WeakMap<RecordDefinition, readonly string[]>();

function referencedRecords(definition: RecordDefinition): readonly string[] {
  let targets = referenced.get(definition);
  if (!targets) {
    const found = new Set<string>();
    const visit = (field: Field): void => {
      if (field.target) found.add(field.target);
      field.table?.fields.forEach(visit);
    };
    definition.table.fields.forEach(visit);
    targets = [...found];
    referenced.set(definition, targets);
  }
  return targets;
}
