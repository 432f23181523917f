import type { EntityType } from '@causeway/shared/vocabulary';
import { AppError } from '../../../../platform/errors.ts';
import type { PulledEntity } from '../../../links/link.ts';
import { inWords } from '../../messages/message.ts';
import type { Comparison } from '../../records/comparison.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import { registry } from '../../registry.ts';
import type { MatchRules } from '../scoring/match.rules.ts';

/** A record that is there on both sides before the first sync. */
export type ComparedSync = EntitySync & { comparison: Comparison; matching: MatchRules };

/** Parents first: others are compared within them. */
export const comparedRecords = (): ComparedSync[] =>
  registry.flatMap((sync) => {
    const { comparison, matching } = sync;
    return comparison && matching ? [{ ...sync, comparison, matching }] : [];
  });

export function comparedSync(entity: PulledEntity): ComparedSync {
  const found = comparedRecords().find((sync) => sync.entity === entity);
  if (!found) throw new Error(`"${entity}" is not compared.`);
  return found;
}

/** Those that belong to a record. */
export const childrenOf = (entity: PulledEntity): ComparedSync[] =>
  comparedRecords().filter(({ comparison }) => comparison.parent?.entity === entity);

export const isComparedEntity = (entity: string): entity is PulledEntity =>
  comparedRecords().some((sync) => sync.entity === entity);

/** Throws AppError "invalid_input" for a kind of record that is never matched. */
export function comparedOf(entity: EntityType): PulledEntity {
  if (isComparedEntity(entity)) return entity;
  const kinds = inWords(comparedRecords().map(({ words }) => words.many));
  throw new AppError('invalid_input', `Only ${kinds} are matched.`, { field: 'entity' });
}

/**
 * The properties that the listing in ConnectWise needs. All records are read, also those that a filter excludes: the first sync meets them too,
 * and what belongs to them is excluded with them.
 */
export const listedProperties = ({ comparison: { properties }, filterProperties }: ComparedSync): string[] => [
  ...new Set([...properties, ...filterProperties]),
];
