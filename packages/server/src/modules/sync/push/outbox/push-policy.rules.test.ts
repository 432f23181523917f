import type { SyncMode } from '@causeway/shared/vocabulary';
import type { Origin } from '../../../audit/origin.ts';
import type { CrmChange } from '../../../crm/crm-change.ts';
import { modeCapabilities } from '../../../integration/configuration/mode.rules.ts';
import { mayPush, type QueuedPush, whyModeHolds } from './push-policy.rules.ts';

const connectionId = '0192f0c0-0000-7000-8000-000000000001';
const user: Origin = { kind: 'user', userId: connectionId, name: 'Ann' };
const kinds: CrmChange['kind'][] = ['created', 'updated', 'won', 'lost', 'reopened'];
const pushed = (mode: SyncMode, origin: Origin = user, pushLost = false) =>
  kinds.filter((kind) => mayPush({ kind, origin }, connectionId, { may: modeCapabilities[mode], pushLost }));

describe('mayPush', () => {
  it('R12, R13, R15: in "pull new + push won" only a win goes out', () =>
    expect(pushed('pull_new_push_won')).toEqual(['won']));
  it('R16: in real time every change goes out', () => expect(pushed('real_time')).toEqual(kinds));
  it('A2: pull only pushes nothing', () => expect(pushed('pull_only')).toEqual([]));
  it('A2: push won only pushes wins', () => expect(pushed('push_won_only')).toEqual(['won']));
  it('A5: with the switch a loss goes out where wins do, and nowhere else', () => {
    expect(pushed('pull_new_push_won', user, true)).toEqual(['won', 'lost']);
    expect(pushed('push_won_only', user, true)).toEqual(['won', 'lost']);
    expect(pushed('pull_only', user, true)).toEqual([]);
  });
  it('never sends a change back to where it came from', () =>
    expect(pushed('real_time', { kind: 'connectwise', connectionId })).toEqual([]));
  it('sends on what came from another connection, or from the system', () => {
    expect(pushed('real_time', { kind: 'connectwise', connectionId: 'other' })).toEqual(kinds);
    expect(pushed('real_time', { kind: 'system' })).toEqual(kinds);
  });
});

describe('R19: a queued push is judged by the mode in force when it runs', () => {
  const record = { entity: 'company', reason: 'updated', isLinked: true, sale: null, pushLost: false } as const;
  const deal = (kind: 'open' | 'won' | 'lost') => ({ entity: 'opportunity', sale: { name: 'Deal', kind } }) as const;
  it.each<[SyncMode, string, Partial<QueuedPush>, boolean]>([
    ['real_time', 'an edit', {}, true],
    ['real_time', 'a new record', { isLinked: false, reason: 'created' }, true],
    ['pull_new_push_won', 'an edit', {}, false],
    ['pull_new_push_won', 'a new record', { isLinked: false, reason: 'created' }, false],
    ['pull_new_push_won', 'a win', { ...deal('won'), reason: 'won' }, true],
    ['pull_new_push_won', 'an open opportunity', deal('open'), false],
    ['pull_new_push_won', 'a win that was reopened', { ...deal('open'), reason: 'won' }, false],
    ['pull_new_push_won', 'a loss', { ...deal('lost'), reason: 'lost' }, false],
    ['pull_new_push_won', 'a loss, with the switch', { ...deal('lost'), reason: 'lost', pushLost: true }, true],
    [
      'pull_new_push_won',
      'a loss of one that is not linked',
      { ...deal('lost'), isLinked: false, pushLost: true },
      false,
    ],
    ['push_won_only', 'an edit', {}, false],
    ['pull_only', 'a win', { ...deal('won'), reason: 'won' }, false],
    ['pull_only', 'a loss, with the switch', { ...deal('lost'), reason: 'lost', pushLost: true }, false],
    ['pull_only', 'an open opportunity', deal('open'), false],
  ])('%s: %s goes: %s', (mode, _what, more, goes) => {
    const why = whyModeHolds({ ...record, ...more, may: modeCapabilities[mode] });
    expect(why === null).toBe(goes);
    if (why !== null) expect(why).toMatch(/^(The sync mode|Opportunity "Deal") .+\.$/);
  });
});
