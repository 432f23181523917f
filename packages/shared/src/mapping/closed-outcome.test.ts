import { closedStatusesOf, proposedOutcome } from './closed-outcome.rules.ts';
import type { RemoteOption } from './stage-mapping.ts';

const status = (remoteId: string, flags: RemoteOption['flags'], isActive = true): RemoteOption => ({
  remoteId,
  label: `Status ${remoteId}`,
  isActive,
  flags,
});

describe('what a closed status is proposed to mean', () => {
  it.each([
    ['won and closed', { wonFlag: true, closedFlag: true }, 'won'],
    ['won alone', { wonFlag: true }, 'won'],
    ['lost and closed', { lostFlag: true, closedFlag: true }, 'lost'],
    ['lost alone', { lostFlag: true }, 'lost'],
    ['closed, neither won nor lost', { closedFlag: true }, 'lost'],
    ['open', {}, null],
  ])('%s', (_case, flags, outcome) => expect(proposedOutcome(status('1', flags))).toBe(outcome));

  it('asks of closed ones alone, and of inactive ones too', () => {
    const list = [status('1', {}), status('2', { closedFlag: true }, false), status('3', { wonFlag: true })];
    expect(closedStatusesOf(list).map(({ remoteId }) => remoteId)).toEqual(['2', '3']);
  });
});
