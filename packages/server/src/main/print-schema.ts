import { randomBytes } from 'node:crypto';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { systemClock } from '../platform/clock.ts';
import type { Database } from '../platform/database/database.ts';
import { createSchema } from '../platform/graphql/schema.ts';
import { InlineQueue } from '../platform/jobs/inline-queue.ts';
import { createLogger } from '../platform/logger.ts';
import { SecretBox } from '../platform/secrets.ts';
import { DiskStorage } from '../platform/storage.ts';
import { accessRules } from './access-rules.ts';
import { compose } from './compose.ts';
import { nodes } from './node.queries.ts';

/** The schema of the whole product, without a database: resolvers are made, but none is asked anything. */
export async function buildProductSchema(): Promise<GraphQLSchema> {
  const app = compose({
    database: unreachable<Database>('database'),
    listenUrl: '',
    jobs: new InlineQueue(),
    logger: createLogger({ level: 'silent', name: 'schema' }),
    clock: systemClock,
    publicUrl: 'http://localhost',
    callbackUrl: () => null,
    secrets: new SecretBox([{ id: 'none', key: randomBytes(32) }]),
    storage: new DiskStorage('.'),
    connectwise: { allowedHosts: [], clientId: null },
  });
  const schema = await createSchema(app.resolvers, accessRules, nodes);
  await app.stop();
  return schema;
}

/** As text, in alphabetical order, so that the file changes only where the schema does. */
export const printProductSchema = async (): Promise<string> =>
  `${printSchema(lexicographicSortSchema(await buildProductSchema()))}\n`;

const unreachable = <T extends object>(what: string): T =>
  // Never read: every access throws.
  new Proxy({} as T, {
    get: () => {
      throw new Error(`The ${what} is not there while the schema is written down.`);
    },
  });
