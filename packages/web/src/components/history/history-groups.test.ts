import { expect, it } from 'vitest';
import { groupPushes, type Step } from './history-groups.ts';

const step = (id: string, runId: string | null, status = 'SUCCESS', direction: string | null = 'OUT'): Step => ({
  id,
  runId,
  status,
  direction,
});
const told = (events: Step[]) =>
  groupPushes(events, (event) => event).map(({ head, steps }) => [head.id, steps.map(({ id }) => id)]);

it('puts the steps of one push together, with its last one on top', () => {
  expect(told([step('c', 'push-2'), step('b', 'push-1'), step('a', 'push-1')])).toEqual([
    ['c', []],
    ['b', ['b', 'a']],
  ]);
});

it('shows the failure of a push first', () => {
  expect(told([step('b', 'push-1'), step('a', 'push-1', 'ERROR')])).toEqual([['a', ['b', 'a']]]);
});

it('leaves edits by people and what a poll brought by themselves', () => {
  expect(told([step('b', null, 'INFO', null), step('a', 'poll', 'SUCCESS', 'IN')])).toEqual([
    ['b', []],
    ['a', []],
  ]);
});
