import type pg from 'pg';
import type { AnsweredColumn } from './row-check.ts';

interface Connection {
  parse(statement: { name: string; text: string; types: number[] }): void;
  describe(what: { type: 'S'; name: string }): void;
  sync(): void;
}

/** Has PostgreSQL prepare a statement and describe its columns, without running it. */
class Describing {
  private fields: pg.FieldDef[] = [];

  constructor(
    private readonly text: string,
    private readonly resolve: (fields: pg.FieldDef[]) => void,
    private readonly reject: (error: Error) => void,
  ) {}

  submit(connection: Connection): void {
    connection.parse({ name: '', text: this.text, types: [] });
    connection.describe({ type: 'S', name: '' });
    connection.sync();
  }

  handleRowDescription({ fields }: { fields: pg.FieldDef[] }): void {
    this.fields = fields;
  }

  handleReadyForQuery(): void {
    this.resolve(this.fields);
  }

  handleError(error: Error): void {
    this.reject(error);
  }
}

/** Which columns of the tables may be null, by table and number. */
export type Catalog = ReadonlyMap<string, { name: string; isNullable: boolean }>;

export const CATALOG = `select attrelid::text as "table", attnum::text as "number", attname::text as "name", not attnotnull as "isNullable"
  from pg_attribute where attnum > 0 and attrelid >= 16384`;

export const catalogFrom = (
  rows: readonly { table: string; number: string; name: string; isNullable: boolean }[],
): Catalog => new Map(rows.map(({ table, number, name, isNullable }) => [`${table}.${number}`, { name, isNullable }]));

export const answeredColumns = (fields: readonly pg.FieldDef[], catalog: Catalog): AnsweredColumn[] =>
  fields.map((field) => {
    const source = catalog.get(`${field.tableID}.${field.columnID}`);
    return {
      name: field.name,
      type: field.dataTypeID,
      isNullable: source?.isNullable ?? null,
      source: source?.name ?? null,
    };
  });

export function describeStatement(client: pg.Client, text: string): Promise<pg.FieldDef[]> {
  return new Promise((resolve, reject) => {
    client.query(new Describing(text, resolve, reject) as never);
  });
}
