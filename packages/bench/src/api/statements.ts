import { accessRules } from '@causeway/server/dist/src/main/access-rules.js';
import { createSchema } from '@causeway/server/dist/src/platform/graphql/schema.js';
import { limitable, limitTime } from '@causeway/server/dist/src/platform/time-limit.js';
import { graphql } from 'graphql';
import { benchActor } from '../actor.ts';
import { openProduct } from '../product.ts';

/** Statements and transactions that the product sends for a query, once it is known who asks. */
export async function statementsOf(
  appUrl: string,
  workspaceId: string,
  query: (first: number) => string,
): Promise<{ statements: number; transactions: number }> {
  const sent: string[] = [];
  const { app, database } = await openProduct(appUrl, { onQuery: (sql) => void sent.push(sql) });
  try {
    const schema = await createSchema(app.resolvers, accessRules);
    const counts: { statements: number; transactions: number }[] = [];
    for (const first of [1, 10, 50]) {
      sent.length = 0;
      const contextValue = {
        actor: benchActor(workspaceId),
        database,
        loaders: new Map(),
        remoteAddress: '',
        isGone: () => false,
        userAgent: null,
        sessionToken: null,
        cookie: null,
      };
      const answer = await limitable(async () => {
        limitTime(30_000);
        return graphql({ schema, source: query(first), contextValue });
      });
      if (answer.errors) throw answer.errors[0];
      counts.push({
        statements: sent.filter((sql) => /^\s*(select|with)\b/i.test(sql) && !/set_config/.test(sql)).length,
        transactions: sent.filter((sql) => /^\s*begin/i.test(sql)).length,
      });
    }
    return {
      statements: Math.max(...counts.map(({ statements }) => statements)),
      transactions: Math.max(...counts.map(({ transactions }) => transactions)),
    };
  } finally {
    await app.stop();
    await database.close();
  }
}
