import { rowSource } from './row-source.ts';

describe('rowSource', () => {
  it('sends a column that is the same in all rows once', () => {
    const { sql, params } = rowSource([
      { column: 'id', type: 'uuid', values: ['a', 'b'] },
      { column: 'entity', type: 'text', values: ['company', 'company'] },
      { column: 'name', type: 'text', values: ['A', null] },
      { column: 'code', type: 'text', values: [undefined, undefined] },
    ]);
    expect(sql.replace(/\s+/g, ' ')).toBe(
      '(select u.id, $2::text as entity, u.name, $4::text as code from unnest($1::uuid[], $3::text[]) with ordinality as u(id, name, place) order by u.place)',
    );
    expect(params).toEqual([['a', 'b'], 'company', ['A', null], null]);
  });

  it('keeps a row for each value of the first column, even when all are the same', () => {
    const { sql, params } = rowSource([{ column: 'code', type: 'text', values: ['x', 'x'] }]);
    expect(sql).toContain('unnest($1::text[])');
    expect(params).toEqual([['x', 'x']]);
  });
});
