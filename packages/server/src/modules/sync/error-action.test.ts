import { ConnectWiseError } from '../../connectwise/client/connectwise-error.ts';
import { AppError } from '../../platform/errors.ts';
import { backoffMs, errorActionOf, isTransient } from './error-action.ts';

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

  it('waits longer each time, up to a minute', () => {
    expect([1, 2, 3, 20].map((attempt) => backoffMs(attempt, 1))).toEqual([1_000, 2_000, 4_000, 60_000]);
    expect(backoffMs(1, 0)).toBe(500);
  });
});
