import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PASSWORD } from '../../../test/support/test-app.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { createAuth } from '../../modules/auth/auth.module.ts';
import { systemClock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { SecretBox } from '../../platform/secrets.ts';
import { entities } from '../compose.ts';

const loader = fileURLToPath(new URL('../../../test/support/run-typescript.mjs', import.meta.url));
const program = fileURLToPath(new URL('../admin.ts', import.meta.url));

describe('npm run admin', () => {
  let test: TestDatabase;
  let database: Database;
  let folder: string;
  beforeAll(async () => {
    test = await createTestDatabase();
    database = await test.open(entities);
    folder = mkdtempSync(join(tmpdir(), 'causeway-admin-'));
  });
  afterAll(async () => {
    await test.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function admin(args: string[], { input = '', env = {} }: { input?: string; env?: object } = {}) {
    const child = spawn(process.execPath, ['--import', loader, program, ...args], {
      env: {
        PATH: process.env.PATH,
        DATABASE_URL: test.url,
        SECRET_KEYS: `main:${Buffer.alloc(32, 3).toString('base64')}`,
        STORAGE_DIR: folder,
        ...env,
      },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said += chunk;
      });
    child.stdin.end(input);
    const [code] = await once(child, 'close');
    return { code, said };
  }
  it('says in a sentence that a backup cannot be written or read there', async () => {
    const env = { DATABASE_OWNER_URL: test.url };
    const tried = async (command: string, file: string) => {
      const { code, said } = await admin([command, file], { env });
      expect(code).not.toBe(0);
      expect(said).not.toMatch(/\n\s+at /);
      return said;
    };
    expect(await tried('backup', join(folder, 'missing', 'x'))).toMatch(/cannot be written: its folder is not there\./);
    writeFileSync(join(folder, 'plain'), '');
    expect(await tried('backup', join(folder, 'plain', 'x'))).toMatch(/a part of its path is a file/);
    expect(await tried('restore', folder)).toMatch(/is a folder\. Name a file in it\./);
  });

  const signIn = async (email: string, password: string) => {
    const secrets = new SecretBox([{ id: 'main', key: Buffer.alloc(32, 3) }]);
    const { auth } = createAuth({ database, clock: systemClock, secrets, publicUrl: '' });
    const opened = await auth
      .signIn(email, password, { address: '127.0.0.1', userAgent: null })
      .catch((error: Error) => error.message);
    if (typeof opened === 'string') return opened;
    return 'actor' in opened ? opened.actor.role : 'a second step is asked for';
  };

  it('makes a workspace and its people on an empty database, resets a password, and lists them', async () => {
    expect(await admin(['list'])).toEqual({ code: 0, said: expect.stringContaining('There is no workspace yet') });
    expect(await admin(['create-user', '--email', 'ana@harbor.example', '--name', 'Ana Ruiz'])).toEqual({
      code: 1,
      said: expect.stringContaining('Make one first: create-workspace'),
    });
    const made = await admin([
      'create-workspace',
      '--name',
      'Harbor MSP',
      '--time-zone',
      'Europe/Berlin',
      '--currency',
      'eur',
    ]);
    expect(made).toEqual({ code: 0, said: expect.stringContaining('with the standard pipeline') });
    expect(await test.sql('select name from pipeline_stage order by position')).toHaveLength(6);
    const added = await admin(['create-user', '--email', 'ana@harbor.example', '--name', 'Ana Ruiz']);
    const password = /^Password: (\S+)$/m.exec(added.said)?.[1] ?? '';
    expect(await signIn('ana@harbor.example', password)).toBe('admin');
    const sales = [
      'create-user',
      '--email',
      'sol@harbor.example',
      '--name',
      'Sol',
      '--role',
      'sales',
      '--password-stdin',
    ];
    expect((await admin(sales, { input: `${PASSWORD}\n` })).code).toBe(0);
    expect(await signIn('sol@harbor.example', PASSWORD)).toBe('sales');

    const reset = await admin(['reset-password', '--email', 'ANA@harbor.example']);
    expect(await signIn('ana@harbor.example', /^Password: (\S+)$/m.exec(reset.said)?.[1] ?? '')).toBe('admin');
    expect(await signIn('ana@harbor.example', password)).toMatch(/do not fit together/);
    expect(await admin(['reset-second-factor', '--email', 'ana@harbor.example'])).toEqual({
      code: 1,
      said: expect.stringContaining('Ana Ruiz has no second factor'),
    });
    const { said } = await admin(['list']);
    expect(said).toMatch(/^Harbor MSP \(Europe\/Berlin, EUR\)$/m);
    expect(said).toMatch(/^ {2}ana@harbor\.example, Ana Ruiz, admin, last signed in 20\d\d-/m);
    expect(said).toMatch(/^ {2}sol@harbor\.example, Sol, sales, last signed in/m);
    expect(await test.sql('select kind from security_event where actor = $1 order by id', ['Operator'])).toEqual([
      { kind: 'person_added' },
      { kind: 'person_added' },
      { kind: 'password_reset' },
    ]);
  }, 120_000);

  it.each([
    [['frobnicate'], /There is no command "frobnicate"/],
    [['create-user', '--name', 'Ana'], /create-user needs --email/],
    [['create-user', '--email', 'a@b.example', '--name', 'Ana', '--role', 'boss'], /"boss" is not a role/],
    [['create-workspace', '--name', 'Other', '--time-zone', 'Mars/Base'], /"Mars\/Base" is not a time zone/],
    [['create-workspace', '--name', 'harbor msp'], /There is a workspace "harbor msp" already/],
    [['list', '--frsh'], /--frsh/],
  ])(
    'refuses %j with a sentence',
    async (args, sentence) => {
      const { code, said } = await admin(args);
      expect([code, said]).toEqual([1, expect.stringMatching(sentence)]);
      expect(said).not.toMatch(/\bat .*\.ts:\d+/);
    },
    60_000,
  );

  it('checks environment, database, job store and the folder for files', async () => {
    const good = await admin(['check']);
    expect(good.said).toMatch(/^ok {4}environment/m);
    expect(good.said).toMatch(/^ok {4}database: reached, of this version/m);
    expect(good.said).toMatch(/^ok {4}folder for files/m);
    await test.sql(
      `update schema_migration set name = name || '-away' where id = (select max(id) from schema_migration)`,
    );
    const bad = await admin(['check'], { env: { STORAGE_DIR: '/dev/null/files' } });
    expect(bad.code).toBe(1);
    expect(bad.said).toMatch(/^FAULT database: not migrated/m);
    expect(bad.said).toMatch(/^FAULT folder for files: STORAGE_DIR cannot be written/m);
  }, 60_000);
});
