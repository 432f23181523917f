import { isOutdated, KeptStatements } from './kept-statements.ts';

describe('Statements that PostgreSQL keeps prepared', () => {
  it('have a name of their own once they were asked for often', () => {
    const kept = new KeptStatements(10, 3);
    expect(['select 1', 'select 1', 'select 1', 'select 1'].map((sql) => kept.nameOf(sql))).toEqual([
      undefined,
      undefined,
      'kept_1',
      'kept_1',
    ]);
    for (let n = 0; n < 3; n++) kept.nameOf('select 2');
    expect([kept.nameOf('select 2'), kept.nameOf('select 1')]).toEqual(['kept_2', 'kept_1']);
  });

  it('are no more than the bound, and what was asked for once is not remembered for ever', () => {
    const kept = new KeptStatements(1, 2);
    for (let n = 0; n < 2_000; n++) expect(kept.nameOf(`select ${n}`)).toBeUndefined();
    kept.nameOf('select 1');
    expect(kept.nameOf('select 1')).toBe('kept_1');
    for (let n = 0; n < 5; n++) expect(kept.nameOf('select 2')).toBeUndefined();
    expect(kept.nameOf('select 1')).toBe('kept_1');
  });

  it('are told apart from other faults when their tables changed', () => {
    expect(isOutdated(Object.assign(new Error('cached plan must not change result type'), { code: '0A000' }))).toBe(
      true,
    );
    expect([isOutdated(Object.assign(new Error('no'), { code: '42601' })), isOutdated('no')]).toEqual([false, false]);
  });
});
