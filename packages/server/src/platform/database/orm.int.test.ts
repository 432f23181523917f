import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { newId } from '../ids.ts';
import type { Database } from './database.ts';

@Entity({ tableName: 'tax_region' })
class Region {
  @PrimaryKey({ type: 'uuid' })
  id: string = newId();

  @Property({ type: 'text' })
  name!: string;

  @Property({ type: 'integer', version: true })
  version!: number;

  @Property({ type: 'Date', defaultRaw: 'now()', onUpdate: () => new Date() })
  updatedAt!: Date;
}

describe('entities in a workspace transaction', () => {
  let test: TestDatabase;
  let database: Database;
  let workspace: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await test.open([Region]);
    const made = await database.acrossWorkspaces((tx) =>
      tx.query<{ id: string }>(`select system_create_workspace('ours') id`),
    );
    workspace = made[0]!.id;
  });
  afterAll(() => test.drop());

  it('writes and reads through the same row-level security, sharing the transaction with SQL', async () => {
    const id = await database.inWorkspace(workspace, async (tx) => {
      const region = tx.em.create(Region, { name: 'Florida' } as Region);
      await tx.em.flush();
      const rows = await tx.query<{ workspace_id: string }>('select workspace_id from tax_region where id = $1', [
        region.id,
      ]);
      expect(rows[0]?.workspace_id).toBe(workspace);
      return region.id;
    });
    const found = await database.inWorkspace(workspace, async (tx) => {
      const region = await tx.em.findOneOrFail(Region, { id });
      region.name = 'Florida (Tampa)';
      await tx.em.flush();
      return region;
    });
    expect(found.version).toBe(2);
    expect(found.updatedAt).toBeInstanceOf(Date);
    const other = await database.acrossWorkspaces((tx) => tx.em.count(Region));
    expect(other).toBe(0);
  });
});
