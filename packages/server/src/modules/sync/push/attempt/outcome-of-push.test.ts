import { outcomeOfPush } from './attempt-log.ts';

const push = { entity: 'company', localId: 'c' } as const;
const row = (
  operation: 'create' | 'update' | 'link' | 'skip' | 'check',
  status: 'success' | 'skipped' | 'info',
  localId = 'c',
) => ({ operation, status, entity: 'company', localId }) as const;

describe('how a push is counted', () => {
  it.each([
    ['created', [row('create', 'success'), row('update', 'success', 'other')]],
    ['linked', [row('link', 'success'), row('update', 'success')]],
    ['updated', [row('update', 'success')]],
    ['updated', [row('create', 'success', 'a part of it')]],
    ['skipped', [row('skip', 'skipped')]],
    ['skipped', [row('skip', 'skipped'), row('check', 'success')]],
    ['unchanged', [row('check', 'info')]],
    ['unchanged', []],
  ] as const)('%s', (outcome, rows) => expect(outcomeOfPush(push, rows)).toBe(outcome));
});
