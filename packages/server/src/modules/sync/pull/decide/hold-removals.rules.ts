import type { Id } from '../../../../platform/ids.ts';
import { removalHeld } from '../../messages/skip-reason.messages.ts';
import { REMOVAL_HELD } from '../../records/skip-codes.ts';
import type { ParsedRecord } from '../prepare/parsed-record.rules.ts';
import type { Decision, Decisions } from './decision.ts';

export const breaking = (decisions: Decisions): Id[] =>
  [...decisions.values()].flatMap((decision) => (decision.kind === 'break' ? [decision.link.id] : []));

/** Stage 8: keeps links from breaking when so many records are gone at once that a person is asked first (see removal-guard.ts). */
export const holdRemovals = (decisions: Decisions, stays: (linkId: Id) => boolean): [ParsedRecord, Decision][] =>
  [...decisions].flatMap(([parsed, decision]): [ParsedRecord, Decision][] => {
    if (decision.kind !== 'break' || !stays(decision.link.id)) return [];
    const { localId } = decision.link;
    return [[parsed, { kind: 'skip', code: REMOVAL_HELD, reason: removalHeld(), waitsFor: null, localId }]];
  });
