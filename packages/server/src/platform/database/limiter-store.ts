import type { Database } from './database.ts';

/** What a limiter of "rate-limiter-flexible" keeps its counts in: a table of the product, by the statements of that library. */
export const limiterStore = (database: Database, tableName: string) => ({
  storeType: 'client',
  tableName,
  tableCreated: true,
  // Its timer would go on after the database is closed.
  clearExpiredByTimeout: false,
  storeClient: {
    query: async ({ text, values }: { text: string; values: unknown[] }) => ({
      rows: await database.acrossWorkspaces((tx) => tx.query(text, values)),
    }),
  },
});
