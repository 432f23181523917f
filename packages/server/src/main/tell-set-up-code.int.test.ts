import { createEmptyDatabase } from '../../test/support/test-database.ts';
import { until } from '../../test/support/until.ts';
import { AuthService } from '../modules/auth/auth.service.ts';
import { FirstStartService } from '../modules/auth/first-start/first-start.service.ts';
import { Database } from '../platform/database/database.ts';
import { migrate } from '../platform/database/migrate.ts';
import { entities } from './compose.ts';
import { tellSetUpCode } from './tell-set-up-code.ts';

describe('the set-up code of an installation', () => {
  it('is told once the database is migrated; until then, what is missing, once', async () => {
    const empty = await createEmptyDatabase();
    await migrate({ ownerUrl: empty.ownerUrl, appUrl: empty.url });
    await empty.sql('alter table schema_migration rename to schema_migration_of_later');
    const database = await Database.open({ url: empty.url, entities });
    const said: { fields: object; sentence: string }[] = [];
    const logger = { warn: (fields: object, sentence: string) => void said.push({ fields, sentence }) };
    const firstStart = new FirstStartService(database, Object.create(AuthService.prototype));
    const stop = tellSetUpCode(firstStart, database, { publicUrl: 'https://crm.example' }, logger as never);
    await until(async () => said.length > 0, 'what is missing is told');
    expect(said[0]).toMatchObject({ fields: { database: 'not migrated' } });
    expect(said[0]?.sentence).toContain('The database is not ready: not migrated.');
    await empty.sql('alter table schema_migration_of_later rename to schema_migration');
    await until(async () => said.length > 1, 'the code is told');
    expect(said[1]?.sentence).toMatch(/^This installation is empty\. Open https:\/\/crm\.example\/first-start/);
    expect(said).toHaveLength(2);
    stop();
    await database.close();
    await empty.drop();
  }, 60_000);
});
