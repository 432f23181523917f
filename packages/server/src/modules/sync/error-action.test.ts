import { ConnectWiseError } from '../../connectwise/client/connectwise-error.ts';
import { backoffMs } from '../../platform/backoff.ts';
import { AppError } from '../../platform/errors.ts';
import {
  connectWiseErrors,
  errorActionOf,
  isCollision,
  isTransient,
  pullBackoff,
  pushBackoff,
} from './error-action.ts';

const sql = (code: string) => Object.assign(new Error('x'), { code });

describe('the errorAction of an error', () => {
  it.each([
    ['wrong keys', new ConnectWiseError({ kind: 'unauthorized', message: '' }), 'pause_connection'],
    ['too many requests', new ConnectWiseError({ kind: 'rate_limited', message: '' }), 'retry'],
    ['a refused record', new ConnectWiseError({ kind: 'invalid', message: '' }), 'quarantine'],
    ['a lost lease', new AppError('lease_lost', ''), 'yield'],
    ['a value out of range', sql('22003'), 'quarantine'],
    ['a broken constraint', new Error('wrapped', { cause: sql('23514') }), 'quarantine'],
    ['a database that shuts down', sql('57P01'), 'retry'],
    ['a dropped socket', sql('ECONNRESET'), 'retry'],
  ])('%s', (_case, error, errorAction) => expect(errorActionOf(error)).toBe(errorAction));

  it('repeats deadlocks at once', () => {
    expect(isTransient(sql('40P01'))).toBe(true);
    expect(isTransient(sql('23505'))).toBe(false);
  });

  it.each([
    ['a deadlock', sql('40P01'), true],
    ['a link that another one has just made', Object.assign(sql('23505'), { constraint: 'entity_link_local' }), true],
    [
      'the same, wrapped',
      new Error('x', { cause: Object.assign(sql('23505'), { constraint: 'entity_link_local' }) }),
      true,
    ],
    ['a name that is taken', Object.assign(sql('23505'), { constraint: 'client_name' }), false],
    ['a value out of range', sql('22003'), false],
  ])('knows %s for two workers at one record, or not', (_what, error, isOne) => expect(isCollision(error)).toBe(isOne));

  it('makes a pull wait longer each time, up to a minute', () => {
    expect([1, 2, 3, 20].map((attempt) => backoffMs(attempt, 1, pullBackoff))).toEqual([1_000, 2_000, 4_000, 60_000]);
    expect(backoffMs(1, 0, pullBackoff)).toBe(500);
  });
});

describe('the wait of a push', () => {
  it.each([
    [1, 0, 0, 1_000],
    [1, 1, 0, 2_000],
    [3, 1, 0, 8_000],
    [3, 0, 0, 4_000],
    [30, 1, 0, 900_000],
    [1, 0, 30_000, 30_000],
    [9, 1, 1_000, 512_000],
  ])('attempt %i, random %d, at least %i ms: %i ms', (attempts, random, atLeastMs, delay) =>
    expect(backoffMs(attempts, random, { ...pushBackoff, atLeastMs })).toBe(delay),
  );
});

describe('the errors of ConnectWise, in a push', () => {
  it('stop the connection only where every other request would fail too', () =>
    expect(
      Object.entries(connectWiseErrors).flatMap(([kind, { push }]) => (push === 'pause_connection' ? [kind] : [])),
    ).toEqual(['unauthorized', 'client_id_missing', 'wrong_company']));
  it('are never repeated where ConnectWise refused the content', () =>
    expect([connectWiseErrors.invalid, connectWiseErrors.conflict].map(({ push }) => push)).toEqual(['park', 'park']));
  it('are looked into again where ConnectWise did not find what a write named', () =>
    expect(connectWiseErrors.not_found.push).toBe('retry'));
});
