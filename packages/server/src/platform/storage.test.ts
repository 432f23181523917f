import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from './ids.ts';
import { DiskStorage } from './storage.ts';

describe('DiskStorage', () => {
  let folder: string;
  let storage: DiskStorage;
  const key = `${newId()}/${newId()}`;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'causeway-storage-'));
    storage = new DiskStorage(folder);
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('keeps a file, replaces it and forgets it', async () => {
    await storage.put(key, Buffer.from('first'));
    await storage.put(key, Buffer.from('second'));
    expect((await storage.get(key)).toString()).toBe('second');
    expect(await readdir(join(folder, key.split('/')[0] ?? ''))).toHaveLength(1);
    await storage.delete(key);
    await storage.delete(key);
    await expect(storage.get(key)).rejects.toMatchObject({ code: 'not_found' });
  });

  it.each(['../outside', 'a/../../outside', '/etc/passwd', 'a/b/../../../x', 'one', 'a//b', 'a/b\u0000', 'a\\..\\b/c'])(
    'refuses the key %j',
    async (bad) => {
      await expect(storage.get(bad)).rejects.toMatchObject({ code: 'invalid_input' });
      await expect(storage.put(bad, Buffer.from('x'))).rejects.toMatchObject({ code: 'invalid_input' });
    },
  );
});
