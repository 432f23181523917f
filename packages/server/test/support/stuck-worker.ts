import { endWhenLost } from '../../src/main/tools.ts';
import { Database } from '../../src/platform/database/database.ts';
import { createLogger } from '../../src/platform/logger.ts';

// A program whose connections are all held by work that never ends, as a fault of ours would hold them.
const database = await Database.open({ url: process.env.DATABASE_URL ?? '', entities: [], poolSize: 2 });
endWhenLost(database, createLogger({ level: 'info', name: 'stuck' }), { everyMs: 100, patienceMs: 1_000 });
const never = new Promise<void>(() => undefined);
for (let n = 0; n < 2; n++) {
  void database.acrossWorkspaces(async (tx) => {
    await tx.query('select 1');
    process.stdout.write('held\n');
    await never;
  });
}
