import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
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

    for (let n = 0; n < 6; n++) await signIn('ana@harbor.example', 'not hers');
    expect(await signIn('ana@harbor.example', password)).toMatch(/Wait \d+ minutes/);
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

  it('finds somebody who is in one of several workspaces by the e-mail alone, and asks which where they are in more', async () => {
    const add = (email: string, workspace: string) =>
      admin(['create-user', '--email', email, '--name', 'Zed Moss', '--workspace', workspace]);
    await admin(['create-workspace', '--name', 'Cove IT']);
    expect((await add('zed@cove.example', 'Cove IT')).code).toBe(0);
    const reset = await admin(['reset-password', '--email', 'Zed@cove.example']);
    expect(reset.code).toBe(0);
    const password = /^Password: (\S+)$/m.exec(reset.said)?.[1] ?? '';
    expect(await signIn('zed@cove.example', password)).toBe('admin');
    expect((await admin(['reset-second-factor', '--email', 'zed@cove.example'])).said).toMatch(/no second factor/);
    expect(await admin(['reset-password', '--email', 'nobody@cove.example'])).toEqual({
      code: 1,
      said: expect.stringContaining('Nobody with the e-mail nobody@cove.example is in any workspace.'),
    });

    await add('zed@cove.example', 'Harbor MSP');
    const { code, said } = await admin(['reset-password', '--email', 'zed@cove.example']);
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(/in several workspaces: .*"Cove IT".* Name one with --workspace/),
    ]);
    expect(await signIn('zed@cove.example', password)).toBe('admin');
    const named = await admin(['reset-password', '--email', 'zed@cove.example', '--workspace', 'Harbor MSP']);
    expect(named.code).toBe(0);
    expect((await admin(['create-user', '--email', 'a@b.example', '--name', 'Ana'])).said).toMatch(
      /There are several workspaces\. Name one with --workspace/,
    );
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

  it('says of each host that the product needs whether it is reached, and of no other', async () => {
    const listening = createServer((request, answer) => {
      answer.statusCode = request.url === '/good/.well-known/openid-configuration' ? 200 : 404;
      answer.end();
    }).listen(0, '127.0.0.1');
    const greeting = createTcpServer((socket) => {
      socket.write('220 here\r\n');
      socket.on('data', (text) => socket.write(String(text).startsWith('QUIT') ? '221 bye\r\n' : '250 fine\r\n'));
      socket.on('error', () => undefined);
    }).listen(0, '127.0.0.1');
    await Promise.all([once(listening, 'listening'), once(greeting, 'listening')]);
    const portOf = (server: Server | ReturnType<typeof createTcpServer>) => {
      const address = server.address();
      return typeof address === 'object' && address ? address.port : 0;
    };
    const host = `127.0.0.1:${portOf(listening)}`;
    const smtp = `127.0.0.1:${portOf(greeting)}`;
    const made = await admin(['create-workspace', '--name', 'Outbound', '--time-zone', 'UTC', '--currency', 'USD']);
    expect(made.code).toBe(0);
    const [workspace] = await test.sql(`select id from workspace where name = 'Outbound'`);
    await test.sql(
      `insert into connection (workspace_id, site_url, api_base_url, web_base_url, host, login_company, public_key_sealed, private_key_sealed, public_key_hint, state)
       values ($1, $2, $2, $2, $3, 'acme', 'x', 'x', 'x', 'connected')`,
      [workspace?.id, `http://${host}/v4_6_release/apis/3.0/`, host],
    );
    await test.sql(
      `insert into webhook (workspace_id, name, url, form, secret_sealed, events) values
         ($1, 'Chat', $2, 'standard', 'x', '{}'), ($1, 'Away', 'http://127.0.0.1:1/hook', 'standard', 'x', '{}'),
         ($1, 'Unnamed', 'http://127.0.0.1:2/hook', 'standard', 'x', '{}')`,
      [workspace?.id, `http://${host}/hook`],
    );
    await test.sql(
      `insert into identity_provider (workspace_id, label, issuer, client_id, client_secret_sealed, scopes, domains, roles, creates_people, trusts_second_factor)
       values ($1, 'Company sign-in', $2, 'x', 'x', '{}', '{}', '[]', false, false)`,
      [workspace?.id, `http://${host}/good`],
    );
    const env = {
      CONNECTWISE_ALLOWED_HOSTS: host,
      SIGN_IN_ALLOWED_HOSTS: host,
      WEBHOOK_ALLOWED_HOSTS: `${host},127.0.0.1:1`,
      SMTP_URL: `smtp://${smtp}`,
    };
    const { code, said } = await admin(['check'], { env });
    expect(said).toContain(`ok    ConnectWise of company "acme": ${host} is reached`);
    expect(said).toContain(`ok    sign-in provider "Company sign-in": ${host} is reached`);
    expect(said).toContain(`ok    webhook "Chat": ${host} is reached`);
    expect(said).toContain(
      'FAULT webhook "Away": cannot be reached from here: 127.0.0.1:1 does not accept connections. Look at',
    );
    expect(said).toMatch(/^FAULT webhook "Unnamed": cannot be reached from here: Use https, .*WEBHOOK_ALLOWED_HOSTS/m);
    expect(said).toContain(`ok    mail server: ${smtp} is reached`);
    expect(code).toBe(1);
    await test.sql(`update identity_provider set issuer = $1`, [`http://${host}/bad`]);
    const bad = await admin(['check'], { env: { ...env, SMTP_URL: 'smtp://127.0.0.1:1' } });
    expect(bad.said).toMatch(
      /^FAULT sign-in provider "Company sign-in": .* answers 404 in place of its configuration/m,
    );
    expect(bad.said).toMatch(/^FAULT mail server: 127\.0\.0\.1:1 does not take mails: .*Look at SMTP_URL/m);
    for (const table of ['connection', 'webhook', 'identity_provider']) await test.sql(`delete from ${table}`);
    listening.close();
    greeting.close();
  }, 60_000);

  it('says of a database that is away that it is, and ends with 1', async () => {
    const { code, said } = await admin(['check'], { env: { DATABASE_URL: 'postgres://x:y@127.0.0.1:1/x' } });
    expect(said).toMatch(
      /^FAULT database: PostgreSQL at 127\.0\.0\.1:1 does not answer \(.*\)\. Start it, or correct DATABASE_URL\.$/m,
    );
    expect(said).toMatch(/^FAULT job store: /m);
    expect(code).toBe(1);
  }, 60_000);

  it('says of a database that is not there what to do, whatever the command', async () => {
    const url = test.url.replace(/\/[^/]*$/, '/nothing_of_that_name');
    const said = async (...args: string[]) =>
      (await admin(args, { env: { DATABASE_URL: url, DATABASE_OWNER_URL: url } })).said;
    const told = (variable: string) =>
      `there is no database "nothing_of_that_name". Create it, or correct ${variable} (`;
    expect(await said('list')).toContain(told('DATABASE_URL'));
    expect(await said('backup', join(folder, 'of-nothing'))).toContain(told('DATABASE_OWNER_URL'));
  }, 60_000);

  it('checks environment, database, job store and the folder for files', async () => {
    const good = await admin(['check']);
    expect(good.said).toMatch(/^ok {4}environment/m);
    expect(good.said).toMatch(/^ok {4}database: reached, of this version/m);
    expect(good.said).toMatch(/^ok {4}folder for files/m);
    expect(good.said).toMatch(/^ok {4}stored secrets: \d+, all opened with SECRET_KEYS/m);
    expect(good.said).toMatch(/^ok {4}mail server: none is set in SMTP_URL; mails are kept on the page Outbox/m);
    await test.sql(
      `update schema_migration set name = name || '-away' where id = (select max(id) from schema_migration)`,
    );
    const bad = await admin(['check'], { env: { STORAGE_DIR: '/dev/null/files' } });
    expect(bad.code).toBe(1);
    expect(bad.said).toMatch(/^FAULT database: not migrated/m);
    expect(bad.said).toMatch(/^FAULT folder for files: STORAGE_DIR cannot be written/m);
  }, 60_000);
});
