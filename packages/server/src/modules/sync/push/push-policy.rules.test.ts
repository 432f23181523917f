import type { Origin } from '../../audit/origin.ts';
import type { CrmChange } from '../../crm/crm-change.ts';
import { modeCapabilities } from '../../settings/mode.rules.ts';
import { mayPush } from './push-policy.rules.ts';

const connectionId = '0192f0c0-0000-7000-8000-000000000001';
const user: Origin = { kind: 'user', userId: connectionId, name: 'Ann' };
const kinds: CrmChange['kind'][] = ['created', 'updated', 'won', 'lost', 'reopened'];
const pushed = (mode: keyof typeof modeCapabilities, origin: Origin = user) =>
  kinds.filter((kind) => mayPush({ kind, origin }, connectionId, modeCapabilities[mode]));

describe('mayPush', () => {
  it('R12, R13, R15: in "pull new + push won" only a win goes out', () =>
    expect(pushed('pull_new_push_won')).toEqual(['won']));
  it('R16: in real time every change goes out', () => expect(pushed('real_time')).toEqual(kinds));
  it('A2: pull only pushes nothing', () => expect(pushed('pull_only')).toEqual([]));
  it('A2: push won only pushes wins', () => expect(pushed('push_won_only')).toEqual(['won']));
  it('never sends a change back to where it came from', () =>
    expect(pushed('real_time', { kind: 'connectwise', connectionId })).toEqual([]));
  it('sends on what came from another connection, or from the system', () => {
    expect(pushed('real_time', { kind: 'connectwise', connectionId: 'other' })).toEqual(kinds);
    expect(pushed('real_time', { kind: 'system' })).toEqual(kinds);
  });
});
