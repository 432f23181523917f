import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { until } from '../support/until.ts';

const example = (file: string) => fileURLToPath(new URL(`../../../../examples/${file}`, import.meta.url));

describe('the examples', () => {
  let app: TestApp;
  let token: string;
  let port: number;
  const record = (name: string, status: 'success' | 'error') =>
    app.database.inWorkspace(app.workspaceId, (tx) =>
      app.app.audit.log.record(tx, [
        { operation: 'update', status, entity: 'company', name, description: 'Told "so".' },
      ]),
    );
  let secret = '';
  const start = (command: string, ...args: string[]): { child: ChildProcess; said: () => string } => {
    const child = spawn(command, args, {
      env: {
        PATH: process.env.PATH,
        CAUSEWAY_URL: app.url,
        CAUSEWAY_TOKEN: token,
        WEBHOOK_SECRET: secret,
        PORT: String(port),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (text += String(data)));
    return { child, said: () => text };
  };
  const ended = async (child: ChildProcess) =>
    child.exitCode === null && child.signalCode === null ? (await once(child, 'exit'))[0] : child.exitCode;

  beforeAll(async () => {
    port = await freePort();
    app = await createTestApp({ sandbox: false, webhookHosts: [`127.0.0.1:${port}`] });
    const { createApiToken } = await app.graphql(
      'mutation { createApiToken(input: { name: "example", scopes: [AUDIT] }) { secret } }',
    );
    token = createApiToken.secret;
    for (let n = 0; n < 250; n++) await record(`Harbor ${n}`, n % 2 === 0 ? 'error' : 'success');
  }, 60_000);
  afterAll(() => app.stop());

  it('TypeScript: tells the figures, follows the log, and ends after as many rows as asked', async () => {
    const { child, said } = start(process.execPath, example('typescript/follow.ts'), '2');
    await until(async () => said().includes('COMPANY ERROR: 125'), 'the figures are told');
    expect(said()).toMatch(/250 rows in the last 24 hours\n(.*\n)* {2}COMPANY ERROR: 125/);
    for (let n = 0; !said().includes('Newcomer') && n < 200; n++) {
      await record('Newcomer', 'success');
      await until(async () => said().includes('Newcomer'), 'the row is followed', 500).catch(() => undefined);
    }
    await record('Second', 'success');
    expect(await ended(child)).toBe(0);
    expect(said()).toMatch(/SUCCESS Newcomer Told "so"\./);
  }, 60_000);

  const hasPython = spawnSync('python3', ['--version']).status === 0;
  (hasPython ? it : it.skip)(
    'Python: writes what went wrong as CSV, page after page',
    async () => {
      const { child, said } = start('python3', example('python/trouble.py'));
      expect(await ended(child)).toBe(0);
      const lines = said().trim().split(/\r?\n/);
      expect(lines[0]).toBe('at,direction,entity,status,code,name,description,remoteUrl');
      expect(lines).toHaveLength(126);
      expect(lines[1]).toMatch(/,COMPANY,ERROR,,Harbor 248,"Told ""so""\.",$/);
    },
    60_000,
  );

  it.each([
    ['TypeScript', process.execPath, 'typescript/receive-webhooks.ts'],
    ...(hasPython ? [['Python', 'python3', 'python/receive_webhooks.py']] : []),
  ])(
    '%s: takes webhooks that are signed, each once, and no others',
    async (_, command, file) => {
      const { addWebhook } = await app.graphql(
        'mutation ($url: String!) { addWebhook(input: { name: "Sample", url: $url, events: [RECORD_FAILED] }) { secret webhook { id } } }',
        { url: `http://127.0.0.1:${port}/` },
      );
      secret = addWebhook.secret;
      const { child, said } = start(command, example(file));
      try {
        await until(async () => said().includes('listening'), 'the sample listens');
        await record('Quay', 'error');
        await app.app.webhooks.loop.sendDue();
        await app.test.sql(`update webhook_delivery set state = 'waiting', next_attempt_at = now()`);
        await app.app.webhooks.loop.sendDue();
        await until(async () => said().includes('record.failed Told "so".'), 'the message is taken');
        expect(said().match(/record\.failed/g)).toHaveLength(1);
        const states = await app.test.sql('select status_code from webhook_attempt order by id');
        expect(states).toEqual([{ status_code: 204 }, { status_code: 204 }]);
        const forged = await fetch(`http://127.0.0.1:${port}/`, {
          method: 'POST',
          headers: {
            'webhook-id': 'x',
            'webhook-timestamp': String(Math.floor(Date.now() / 1_000)),
            'webhook-signature': 'v1,AAAA',
          },
          body: '{}',
        });
        expect(forged.status).toBe(401);
      } finally {
        child.kill();
        await ended(child);
        await app.test.sql('delete from webhook');
      }
    },
    60_000,
  );

  it('says what is wrong with a token that is worth nothing', async () => {
    token = 'cwy_wrong';
    const { child, said } = start(process.execPath, example('typescript/follow.ts'));
    expect(await ended(child)).not.toBe(0);
    expect(said()).toMatch(/This token is not valid/);
  }, 60_000);
});
