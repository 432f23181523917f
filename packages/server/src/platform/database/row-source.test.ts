import { columnsFrom, rowSource } from './row-source.ts';

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

  it('reads columns from rows, in the order given', () => {
    const rows = [
      { id: 1, name: 'A' },
      { id: 2, name: 'B' },
    ];
    const columns = columnsFrom(rows, { name: ['text', (row) => row.name], id: ['int', (row) => row.id] });
    expect(columns).toEqual([
      { column: 'name', type: 'text', values: ['A', 'B'] },
      { column: 'id', type: 'int', values: [1, 2] },
    ]);
    expect(rowSource(columns).names).toBe('name, id');
  });

  it('keeps a row for each value of the first column, even when all are the same', () => {
    const { sql, params } = rowSource([{ column: 'code', type: 'text', values: ['x', 'x'] }]);
    expect(sql).toContain('unnest($1::text[])');
    expect(params).toEqual([['x', 'x']]);
  });
});
