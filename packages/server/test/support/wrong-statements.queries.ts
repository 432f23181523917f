import type { Tx } from '../../src/platform/database/database.ts';

/** Statements with row types that are not true, to see that each is found. */
export const wrongStatements: Readonly<Record<string, (tx: Tx) => Promise<unknown>>> = {
  'a column of another name': (tx) => tx.query<{ title: string }>('select name from client'),
  'another type': (tx) => tx.query<{ version: string }>('select version from client'),
  'a column that may be null': (tx) => tx.query<{ city: string }>('select city from client'),
  'a statement of parts': (tx) => {
    const columns = ['id', 'city'];
    return tx.query<{ id: string; city: string }>(`select ${columns.join(', ')} from client where id is not null`);
  },
  'a null that an outer join makes': (tx) =>
    tx.query<{ name: string }>('select c.name from (select 1) one left join client c on false'),
};

/** Statements whose row types are true. */
export const rightStatements: Readonly<Record<string, (tx: Tx) => Promise<unknown>>> = {
  'a column that may be null, said so': (tx) => tx.query<{ city: string | null }>('select city from client'),
  'a column that is asked to have a value': (tx) =>
    tx.query<{ city: string }>('select city from client where city is not null'),
  'a type of its own': (tx) => tx.query<{ id: string; at: Date }>('select id, created_at as at from client'),
};
