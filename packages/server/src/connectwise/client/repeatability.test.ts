import { ConnectWiseError, type ConnectWiseErrorKind } from './connectwise-error.ts';
import { repeatabilityOf } from './repeatability.ts';
import { mayRetry } from './retry.ts';

const patch = (...body: object[]) => repeatabilityOf({ method: 'PATCH', body });

describe('repeatabilityOf', () => {
  it.each([
    ['a text replaced', patch({ op: 'replace', path: 'name', value: 'Acme' }), 'safe'],
    ['a text emptied', patch({ op: 'replace', path: 'name', value: null }), 'safe'],
    ['a reference replaced whole', patch({ op: 'replace', path: 'status', value: { id: 3 } }), 'safe'],
    ['an item added', patch({ op: 'add', path: 'communicationItems', value: { value: '555' } }), 'look_first'],
    ['an item added at the end', patch({ op: 'add', path: '/communicationItems/-', value: {} }), 'look_first'],
    ['an item by its place', patch({ op: 'replace', path: 'communicationItems/2/value', value: 'x' }), 'look_first'],
    ['a removal', patch({ op: 'remove', path: 'phoneNumber' }), 'look_first'],
    ['a list replaced', patch({ op: 'replace', path: 'communicationItems', value: [] }), 'look_first'],
    [
      'one that adds among those that replace',
      patch({ op: 'replace', path: 'name', value: 'x' }, { op: 'add', path: 'types', value: { id: 1 } }),
      'look_first',
    ],
    ['a create', repeatabilityOf({ method: 'POST', body: {} }), 'look_first'],
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
    ['429, look first', error('rate_limited', { status: 429 }), 'look_first', true],
    ['404 of a proxy, look first', error('unavailable', { status: 404, code: 'wrong_address' }), 'look_first', true],
    ['no such path', error('unavailable', { status: 404, code: 'ConnectWiseApi' }), 'safe', false],
    ['refused', error('invalid', { status: 400 }), 'safe', false],
  ] as const)('%s', (_what, failure, repeatability, expected) => {
    expect(mayRetry(failure, repeatability)).toBe(expected);
  });
});
