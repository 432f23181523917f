import { ConnectWiseError, type ConnectWiseErrorKind } from './connectwise-error.ts';
import { repeatabilityOf } from './repeatability.ts';
import { mayRetry } from './retry.ts';

describe('repeatabilityOf', () => {
  it.each([
    ['a patch', repeatabilityOf({ method: 'PATCH' }), 'read_first'],
    ['a create', repeatabilityOf({ method: 'POST' }), 'look_first'],
    ['a delete', repeatabilityOf({ method: 'DELETE' }), 'look_first'],
    ['a read', repeatabilityOf({ method: 'GET' }), 'safe'],
  ])('knows whether %s may be sent again unseen', (_what, found, expected) => {
    expect(found).toBe(expected);
  });
});

describe('mayRetry', () => {
  const error = (
    kind: ConnectWiseErrorKind,
    more: { mayHaveCommitted?: boolean; code?: string; status?: number } = {},
  ) => new ConnectWiseError({ kind, message: 'x', ...more });

  it.each([
    ['lost, safe', error('unavailable', { mayHaveCommitted: true }), 'safe', true],
    ['lost, look first', error('unavailable', { mayHaveCommitted: true }), 'look_first', false],
    ['no answer in time, look first', error('timeout', { mayHaveCommitted: true }), 'look_first', false],
    ['never connected, look first', error('connection_refused'), 'look_first', true],
    ['429, read first', error('rate_limited', { status: 429 }), 'read_first', false],
    ['never connected, read first', error('connection_refused'), 'read_first', false],
    ['lost, read first', error('unavailable', { mayHaveCommitted: true }), 'read_first', false],
    ['429, look first', error('rate_limited', { status: 429 }), 'look_first', true],
    ['404 of a proxy, look first', error('unavailable', { status: 404, code: 'wrong_address' }), 'look_first', true],
    ['no such path', error('unavailable', { status: 404, code: 'ConnectWiseApi' }), 'safe', false],
    ['refused', error('invalid', { status: 400 }), 'safe', false],
  ] as const)('%s', (_what, failure, repeatability, expected) => {
    expect(mayRetry(failure, repeatability)).toBe(expected);
  });
});
