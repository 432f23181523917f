import { readFilterRow } from '../../../integration/filters/crm-rows.queries.ts';
import { type EntityFilters, exclusionOf, filtersFor } from '../../../integration/filters/filters.rules.ts';
import { labelsFrom } from '../../../integration/filters/pull-filters.ts';
import { isHeld } from '../../../links/link.ts';
import { readNeverSynced } from '../../../links/never-synced.queries.ts';
import { notSentBecause } from '../../messages/link-action.messages.ts';
import { filterExempt, named } from '../../messages/push-description.messages.ts';
import { heldByFilter } from '../../messages/push-reason.messages.ts';
import { heldByPerson } from '../../messages/skip-reason.messages.ts';
import { BY_MODE, EXCLUDED, HELD } from '../../records/skip-codes.ts';
import { whyModeHolds } from '../outbox/push-policy.rules.ts';
import type { PushedEntity } from '../outbox/push-request.ts';
import type { PushAttempt } from './push-attempt.ts';
import type { PushOutcome } from './push-outcome.ts';

type Held = Extract<PushOutcome, { kind: 'skipped' }>;

/**
 * Asked again when a push runs: the mode in force decides, not the one of when it was requested, and the record may have changed since
 * (an opportunity that was won and reopened).
 */
export async function heldByMode(attempt: PushAttempt): Promise<Held | null> {
  const { push, setup } = attempt;
  const link = await attempt.links.of(push.entity, push.localId);
  const sale = await attempt.read(async (tx) => attempt.record(push.entity).saleOf?.(tx, push.localId));
  const reason = whyModeHolds({
    entity: push.entity,
    reason: push.reason,
    isLinked: link !== null,
    sale: sale ?? null,
    may: setup.may,
    pushLost: setup.configuration.options.pushLost,
  });
  if (!reason) return null;
  await nameSubject(attempt);
  return { kind: 'skipped', code: BY_MODE, reason };
}

/** A record whose link is paused, or that somebody set never to sync, stays as it is there; each edit is told once. */
export async function heldByPeople(attempt: PushAttempt): Promise<Held | null> {
  const { entity, localId } = attempt.push;
  const link = await attempt.links.of(entity, localId);
  const never = link ? null : await attempt.read((tx) => readNeverSynced(tx, attempt.connectionId, entity, localId));
  if (!never && !(link && isHeld(link))) return null;
  await nameSubject(attempt);
  const because = heldByPerson(link ?? { state: 'never', hold: never });
  return { kind: 'skipped', code: HELD, reason: notSentBecause(because, link?.state === 'paused') };
}

/** A record that fails a filter of direction out stays here. What a win or an edit of another record needs goes along all the same: see `reportExempt`. */
export async function heldByFilters(attempt: PushAttempt): Promise<Held | null> {
  const { entity, localId } = attempt.push;
  const found = await failingFilter(attempt, entity, localId);
  if (!found) return null;
  attempt.at({ entity, localId, name: found.name });
  return { kind: 'skipped', code: EXCLUDED, reason: heldByFilter(found.name, found.reason) };
}

/** Reading A22: a record that another one needs is created although a filter would hold it; the log says so. */
export async function reportExempt(attempt: PushAttempt, entity: PushedEntity, localId: string): Promise<void> {
  if (attempt.push.entity === entity && attempt.push.localId === localId) return;
  const found = await failingFilter(attempt, entity, localId);
  if (!found) return;
  await attempt.report({
    operation: 'check',
    status: 'info',
    entity,
    localId,
    name: found.name,
    code: 'filter_exempt',
    description: filterExempt(named(attempt.record(entity).words.local, found.name), found.reason),
  });
}

async function failingFilter(
  attempt: PushAttempt,
  entity: PushedEntity,
  localId: string,
): Promise<{ name: string; reason: string } | null> {
  const filters = outFilters(attempt, entity);
  if (filters.chosen.length === 0) return null;
  const { crmSide } = attempt.record(entity);
  const row = await attempt.read((tx) => readFilterRow(tx, crmSide, localId));
  const exclusion = row && exclusionOf(filters, crmSide.facts(row, attempt.setup));
  return exclusion ? { name: row.name, reason: exclusion.reason } : null;
}

function outFilters({ setup }: PushAttempt, entity: PushedEntity): EntityFilters {
  const stages = new Map(setup.mapping.stages.map((stage) => [stage.id, stage.name]));
  return filtersFor(entity, 'out', setup.configuration.filters, labelsFrom(setup.lists, { stages }));
}

/** Names the record of the push as the one that is being worked on. */
export async function nameSubject(attempt: PushAttempt): Promise<void> {
  const { entity, localId } = attempt.push;
  const row = await attempt.read((tx) => readFilterRow(tx, attempt.record(entity).crmSide, localId));
  attempt.at({ entity, localId, name: row?.name ?? '' });
}
