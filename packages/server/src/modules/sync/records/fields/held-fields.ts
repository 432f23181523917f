import type { Configuration } from '@causeway/shared/forms/configuration/configuration';
import { isSame } from '../../../../platform/is-same.ts';
import { modeCapabilities } from '../../../integration/configuration/mode.rules.ts';
import type { EntitySync, FieldValue } from '../entity-sync.ts';
import { BEING_PUSHED, BEING_WRITTEN, MATCH_DECIDED, REMOVAL_HELD } from '../skip-codes.ts';
import { differsSql } from './columns.ts';
import { configuredSync, type FieldSettings } from './configured-fields.ts';
import { isNothing } from './derive.ts';
import { type AnyFieldTable, wordOf } from './field-table.ts';

export interface HoldingSettings extends FieldSettings {
  configuration: Pick<Configuration, 'fieldDirections' | 'mode'>;
}

/** The fields of which no edit of a linked record goes out: all of them by the mode, else those whose direction does not let it. */
export function heldFields(sync: EntitySync, settings: HoldingSettings): AnyFieldTable {
  const undirected = { ...settings, configuration: { fieldDirections: [] } };
  const { fields } = configuredSync(sync, undirected);
  if (!modeCapabilities[settings.configuration.mode].pushUpdate) return fields;
  const chosen = configuredSync(sync, settings).fields;
  return Object.fromEntries(Object.entries(fields).filter(([field]) => !chosen[field]?.out.update));
}

/**
 * SQL: how the record `t` of the linked pair `l`, of which no push waits and nothing fails, differs for good. `held_edit`: it was edited here, and
 * that is not sent: the settings keep it or those of then did, or ConnectWise has no place for it. `by_choice`: ConnectWise has what the settings do not take in or did
 * not, or a changed map has set a field apart.
 */
export function standingDifferenceSql(fields: AnyFieldTable, isLeft: string = leftThereSql('l')): string {
  const edited = differsSql(fields);
  const isKept = edited
    ? `when l.base is not null and t.updated_at > l.created_at and (${edited}) then 'held_edit'`
    : '';
  return `(case when jsonb_exists(l.base, '$heldEdits') then 'held_edit' ${isKept} when ${isApartSql('l')} or ${isLeft} then 'by_choice' else 'none' end)`;
}

/** SQL: the link remembers a value of ConnectWise that is not taken in, or a field that a changed map has set apart. */
export const isApartSql = (link: string): string => `jsonb_exists_any(${link}.base, array['$apart', '$closed'])`;

/** Codes of what is kept out for a moment, and of what is gone there. */
const NO_DIFFERENCE = [BEING_PUSHED, BEING_WRITTEN, MATCH_DECIDED, REMOVAL_HELD].map((code) => `'${code}'`).join(', ');

/** SQL: a skip `s` of a linked record tells that ConnectWise has what did not come in. */
export const isLeftSql = (skip: string): string => `${skip}.code not in (${NO_DIFFERENCE})`;

/** SQL: something of the record of ConnectWise that a link names did not come in. */
export const leftThereSql = (link: string): string =>
  `exists (select from sync_skip s where s.workspace_id = ${link}.workspace_id and s.connection_id = ${link}.connection_id
     and s.entity = ${link}.entity and s.remote_id = ${link}.remote_id and ${isLeftSql('s')})`;

/** Labels of the fields that hold an edit which the settings do not send. */
export function heldEdits(
  held: AnyFieldTable,
  agreed: Readonly<Record<string, unknown>>,
  local: Readonly<Record<string, FieldValue>>,
): string[] {
  return Object.entries(held).flatMap(([field, entry]) => {
    if (!entry.out.update || entry.derived || !(field in local) || !(field in agreed)) return [];
    const here = local[field] ?? null;
    if (isNothing(here) && entry.out.clear !== 'remove') return [];
    return isSame(isNothing(here) ? null : here, agreed[field] ?? null) ? [] : [wordOf(held, field)];
  });
}
