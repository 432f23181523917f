import { createRequire } from 'node:module';
import pg from 'pg';
import Stripe from 'stripe';
import type { EngineOptions, PullEngine } from './engine.ts';

// Its ES module looks for its migrations by a name that only CommonJS has, so the CommonJS build of the same version is taken.
const { StripeSync, runMigrations } = createRequire(import.meta.url)(
  '@supabase/stripe-sync-engine',
) as typeof import('@supabase/stripe-sync-engine');

/** The peer, unmodified: its backfill of customers, pointed at the page server. It writes one table, no links, no audit. */
export async function stripeSyncEngine({ apiUrl, ownerUrl }: EngineOptions): Promise<PullEngine> {
  await runMigrations({ databaseUrl: ownerUrl, schema: 'stripe' });
  const sync = new StripeSync({
    poolConfig: { connectionString: ownerUrl, max: 10 },
    stripeSecretKey: 'sk_test_bench',
    stripeWebhookSecret: 'whsec_bench',
    autoExpandLists: false,
  });
  const { hostname, port } = new URL(apiUrl);
  sync.stripe = new Stripe('sk_test_bench', { host: hostname, port: Number(port), protocol: 'http', telemetry: false });
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  return {
    name: 'stripe-sync-engine',
    pull: async () => {
      await sync.syncBackfill({ object: 'customer' });
    },
    counts: async () => {
      const { rows } = await client.query<{ customers: string }>('select count(*) as customers from stripe.customers');
      return { customers: Number(rows[0]?.customers) };
    },
    close: async () => {
      await client.end();
      await sync.postgresClient.pool.end();
    },
  };
}
