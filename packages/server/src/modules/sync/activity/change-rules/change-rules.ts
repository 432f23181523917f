import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { AuditEvent } from '../../../audit/audit-event.type.ts';
import type { FieldChange } from '../../../audit/diff.ts';
import { readReferenceLists } from '../../../connection/reference-lists.ts';
import { findRevision } from '../../../integration/history/settings-revisions.queries.ts';
import { readMappedCustomFields } from '../../../integration/mapping/mapped-custom-fields.queries.ts';
import type { MappedCustomField } from '../../../integration/mapping/mapped-custom-fields.rules.ts';
import { configuredSync } from '../../records/fields/configured-fields.ts';
import { isPulled, registry, syncOf } from '../../registry.ts';
import type { ChangeRule } from './change-rule.type.ts';
import { conflictsAt, revisionsOf, stageNames } from './change-rules.queries.ts';
import { type RuleFacts, ruleOf } from './change-rules.rules.ts';

/** Those of which the settings choose defaults. */
const optionLists = [...new Set(registry.flatMap(({ options }) => Object.values(options).map(({ kind }) => kind)))];

/** As much of a row of the log as its rules are told by. */
export type RuledRow = Pick<AuditEvent, 'id' | 'at' | 'durationMs' | 'direction' | 'entity' | 'localId' | 'runId'>;

/** By which settings a row of the log went. */
export type RuleStanding = Omit<RuleFacts, 'sync'> & { mapped: readonly MappedCustomField[] };

/** The settings that each row went by, by its ID; nothing for a row whose settings are not known. */
export async function readRuleStandings(
  tx: Tx,
  connectionId: Id,
  rows: readonly RuledRow[],
): Promise<Map<Id, RuleStanding>> {
  const revisions = await revisionsOf(
    tx,
    connectionId,
    rows.map(({ id, at, durationMs, direction, runId }) => ({
      id,
      runId: direction === 'in' ? runId : null,
      at: new Date(new Date(at).getTime() - (durationMs ?? 0)),
    })),
  );
  const conflicts = await conflictsAt(tx, rows);
  const stages = await stageNames(tx);
  const lists = await readReferenceLists(tx, connectionId, optionLists);
  const known = new Map<number, Pick<RuleStanding, 'configuration' | 'mapped'>>();
  for (const revision of new Set(revisions.values())) {
    const configuration = await findRevision(tx, connectionId, revision);
    if (!configuration) continue;
    const mapped = await readMappedCustomFields(tx, connectionId, configuration);
    known.set(revision, { configuration, mapped });
  }
  return new Map(
    rows.flatMap(({ id }): [Id, RuleStanding][] => {
      const revision = revisions.get(id);
      const settings = revision === undefined ? undefined : known.get(revision);
      if (revision === undefined || !settings) return [];
      return [[id, { ...settings, revision, stages, lists, conflicts: conflicts.get(id) ?? new Map() }]];
    }),
  );
}

/** By which rule a change of a row went; null for what no setting decides. */
export function ruleIn(
  standing: RuleStanding,
  row: Pick<RuledRow, 'entity' | 'direction'>,
  change: FieldChange,
): ChangeRule | null {
  if (!isRuled(row)) return null;
  const sync = configuredSync(syncOf(row.entity), standing);
  return ruleOf({ ...standing, sync }, { change, direction: row.direction });
}

type Ruled = { entity: Parameters<typeof syncOf>[0]; direction: 'in' | 'out' };

/** Whether the row tells of a synced record that went one way. */
export const isRuled = (row: Pick<RuledRow, 'entity' | 'direction'>): row is Ruled =>
  row.entity !== null && isPulled(row.entity) && (row.direction === 'in' || row.direction === 'out');
