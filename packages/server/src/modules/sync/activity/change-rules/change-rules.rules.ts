import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import type { StagePair } from '@causeway/shared/forms/configuration/stage-map';
import type { ReferenceKind } from '@causeway/shared/vocabulary';
import type { Id } from '../../../../platform/ids.ts';
import type { FieldChange } from '../../../audit/diff.ts';
import { type ReferenceLists, remoteIdIn } from '../../../connection/reference-lists.ts';
import { modeCapabilities } from '../../../integration/configuration/mode.rules.ts';
import * as say from '../../messages/change-rule.messages.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import type { AnyField } from '../../records/fields/field-table.ts';
import { syncedFields } from '../../records/synced-fields.rules.ts';
import type { ChangeRule } from './change-rule.type.ts';

/** What the engine went by when it wrote a row of the log. */
export interface RuleFacts {
  /** The record as the settings had it. */
  sync: Pick<EntitySync, 'entity' | 'fields' | 'words' | 'options'>;
  configuration: Configuration;
  revision: number;
  stages: ReadonlyMap<Id, string>;
  /** Lists of ConnectWise, as last read. */
  lists: ReferenceLists;
  /** Why a value stood, by field, where both sides had changed it. */
  conflicts: ReadonlyMap<string, string>;
}

/** A changed field, and whether it was one of a new record in ConnectWise: those are told under ConnectWise's own names. */
export interface AskedChange {
  change: FieldChange;
  direction: 'in' | 'out';
}

const pages = {
  directions: { setting: 'Directions of fields', settingPath: '/integrations/setup/scope#directions' },
  defaults: { setting: 'Defaults', settingPath: '/integrations/setup/scope#defaults' },
  stages: { setting: 'Mapping of opportunities', settingPath: '/integrations/setup/mapping' },
  products: { setting: 'Mapping of products', settingPath: '/integrations/setup/mapping/products' },
  taxes: { setting: 'Mapping of taxes', settingPath: '/integrations/setup/mapping/taxes' },
  custom: { setting: 'Mapping of custom fields', settingPath: '/integrations/setup/mapping/custom-fields' },
} as const;

type Page = keyof typeof pages;

/** Where a value comes from, beside the way it goes. */
interface Source {
  page: Page;
  texts: readonly string[];
}

/** By which rule a changed field went; null for what no setting decides. */
export function ruleOf(facts: RuleFacts, asked: AskedChange): ChangeRule | null {
  const { sync, revision } = facts;
  // What was not taken in stands beside what was, and went by the same rule.
  const key = asked.change.field.replace(/ \(ConnectWise's, not taken\)$/, '');
  const fields = fieldsNamed(sync, key);
  const [first] = fields;
  if (!first) return byOption(facts, asked);
  const rules = fields.map((field) => fieldRule(facts, asked, field));
  const texts = [...new Set(rules.map(({ text }) => text))];
  const [rule] = rules;
  if (!rule) return null;
  // One property of ConnectWise may hold several fields: the list of e-mail and numbers.
  const text =
    texts.length === 1
      ? rule.text
      : rules.map((one, at) => `${sync.fields[fields[at] ?? '']?.label}: ${one.text}`).join(' ');
  return { ...rule, text, settingsRevision: revision };
}

/** The fields of the table that a change is of: under their own name, a custom field's label, or ConnectWise's property. */
function fieldsNamed({ fields }: RuleFacts['sync'], key: string): string[] {
  const own = fields[key];
  if (own) return own.derived ? [] : [key];
  const names = Object.keys(fields);
  const custom = names.filter((name) => fields[name]?.place.kind === 'custom' && fields[name].label === key);
  if (custom.length > 0) return custom;
  const there = names.filter((name) => {
    const entry = fields[name];
    return entry && !entry.derived && entry.place.kind !== 'custom' && entry.place.paths.includes(key);
  });
  return there.some((name) => fields[name]?.place.kind === 'item') ? there : there.slice(0, 1);
}

function fieldRule(facts: RuleFacts, asked: AskedChange, field: string): ChangeRule {
  const { sync, configuration, revision, conflicts } = facts;
  const entry = sync.fields[field];
  const [passage] = entry
    ? syncedFields([{ ...sync, fields: { [field]: entry } }], modeCapabilities[configuration.mode])
    : [];
  const chosen = entry?.direction;
  const owner = entry?.asks ? null : (entry?.owner ?? configuration.options.owners[sync.entity]);
  const why = conflicts.get(field);
  const isContested = passage?.in === 'always' && passage.out === 'always';
  const source = entry ? sourceOf(facts, asked, field, entry) : null;
  const { setting, settingPath } = pages[chosen || !source ? 'directions' : source.page];
  return {
    text: [
      ...(source?.texts ?? []),
      chosen ? say.goesAsChosen(chosen) : say.goesThisWay(passage?.in ?? 'never', passage?.out ?? 'never'),
      ...(why === undefined ? (isContested ? [say.standsInConflict(owner)] : []) : [say.wasConflict(why)]),
    ].join(' '),
    direction: chosen ?? 'both',
    owner,
    settingsRevision: revision,
    setting,
    settingPath,
  };
}

/** The map or default by which a value becomes the other side's. */
function sourceOf(facts: RuleFacts, asked: AskedChange, field: string, entry: AnyField): Source | null {
  const { sync, configuration } = facts;
  if (entry.place.kind === 'custom') return { page: 'custom', texts: [say.byCustomFieldMap(entry.place.caption)] };
  if (sync.entity === 'opportunity') return ofOpportunity(facts, asked, field);
  if (field === 'taxRegionId') return { page: 'taxes', texts: [say.byTaxMap()] };
  if (sync.entity !== 'product') return null;
  const { productMap } = configuration;
  if (['name', 'identifier', 'sku'].includes(field))
    return { page: 'products', texts: [say.byProductNames(productMap.nameTo)] };
  if (['type', 'category', 'subcategory', 'productClass'].includes(field))
    return { page: 'products', texts: [productMap.standard ? say.byEqualNames() : say.byProductPairs()] };
  return null;
}

function ofOpportunity(facts: RuleFacts, { change, direction }: AskedChange, field: string): Source | null {
  const { defaults, opportunityMapping } = facts.configuration;
  if (field === 'expectedCloseDate' && direction === 'out')
    return { page: 'defaults', texts: [say.dateWhereEmpty(defaults.closeDateOffsetDays)] };
  if (field === 'ownerId') return { page: 'defaults', texts: [say.byMemberMail(direction)] };
  if (field !== 'stageId' && field !== 'cwStatus') return null;
  const isStatus = field === 'cwStatus' || change.field === 'status';
  if (isStatus && opportunityMapping.statusSource === 'custom_field')
    return { page: 'stages', texts: [say.byStatusField()] };
  return { page: 'stages', texts: [direction === 'in' ? stageIn(facts, change) : stageOut(facts, change)] };
}

/** Which row of the map, or which default, a stage of the CRM was set by. */
function stageIn({ configuration, stages }: RuleFacts, { to }: FieldChange): string {
  // By its name; rows of the log that are older hold its ID.
  const [id, name] = [...stages].find((stage) => stage.includes(String(to))) ?? [];
  if (id === undefined || name === undefined) return say.byStageMap([]);
  const row = configuration.stageMap.find(({ stageId }) => stageId === id);
  if (row && isMapped(row)) return say.byStageMap([name]);
  return id === configuration.defaults.localStageId ? say.byStageDefault() : say.byNoStageRow(name);
}

/** Which rows of the map hold what ConnectWise's stage or status was set to. */
function stageOut({ configuration, stages, lists }: RuleFacts, { field, to }: FieldChange): string {
  const isStatus = field === 'status' || field === 'cwStatus';
  const id = remoteIdOf(lists[isStatus ? 'status' : 'stage'], to);
  if (id === null) return say.byStageMap([]);
  const { stageMap, defaults } = configuration;
  const rows = stageMap.filter((row) => (isStatus ? row.remoteStatusId : row.remoteStageId) === id);
  const names = rows.flatMap(({ stageId }) => stages.get(stageId) ?? []);
  if (names.length > 0) return say.byStageMap(names);
  return id === (isStatus ? defaults.statusId : defaults.stageId) ? say.byStageDefault() : say.byStageMap([]);
}

const isMapped = ({ remoteStageId, remoteStatusId, otherRemoteStageIds = [], otherRemoteStatusIds = [] }: StagePair) =>
  remoteStageId !== null || remoteStatusId !== null || otherRemoteStageIds.length + otherRemoteStatusIds.length > 0;

/** A property of ConnectWise that no field of the CRM stands for, and that the settings have a default for. */
function byOption(
  { sync, configuration, revision, lists }: RuleFacts,
  { change, direction }: AskedChange,
): ChangeRule | null {
  const option = Object.entries(sync.options).find(([property]) => property === change.field)?.[1];
  if (direction !== 'out' || !option?.setting) return null;
  const chosen = configuration.defaults[option.setting];
  const isTax = option.kind === 'tax_code';
  const text =
    chosen !== null && chosen === remoteIdOf(lists[option.kind], change.to)
      ? say.byDefault(option.word)
      : isTax
        ? say.byTaxMap()
        : say.byTheirDefault(option.word);
  return {
    text,
    direction: 'both',
    owner: null,
    settingsRevision: revision,
    ...pages[isTax && text === say.byTaxMap() ? 'taxes' : 'defaults'],
  };
}

/** The ID of ConnectWise that a change is to: told by the name of the entry, in older rows of the log by the ID itself. */
const remoteIdOf = (entries: ReferenceLists[ReferenceKind], to: unknown): string | null =>
  remoteIdIn(to) ?? entries?.find(({ label }) => label === to)?.remoteId ?? null;
