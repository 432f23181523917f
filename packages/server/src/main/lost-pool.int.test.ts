import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createTestDatabase, type TestDatabase } from '../../test/support/test-database.ts';
import { until } from '../../test/support/until.ts';
import { Child } from './embedded/child.ts';

const inTests = (file: string) => fileURLToPath(new URL(`../../test/support/${file}`, import.meta.url));

describe('A process whose pool cannot heal', () => {
  let test: TestDatabase;
  let folder: string;
  beforeAll(async () => {
    test = await createTestDatabase();
    folder = mkdtempSync(join(tmpdir(), 'causeway-lost-pool-'));
  });
  afterAll(async () => {
    await test.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('says so in its log and ends with a code that its supervisor takes for a failure', () => {
    const done = spawnSync(process.execPath, ['--import', inTests('run-typescript.mjs'), inTests('stuck-worker.ts')], {
      env: { PATH: process.env.PATH, DATABASE_URL: test.url },
      encoding: 'utf8',
      timeout: 30_000,
    });
    expect(done.status).toBe(75);
    expect(done.stdout).toMatch(/"level":"fatal".*no connection of the pool is free/);
  });

  it('is started anew by the supervisor of "npm start"', async () => {
    const script = join(folder, 'ends-once.mjs');
    const mark = join(folder, 'mark');
    writeFileSync(
      script,
      `import { existsSync, writeFileSync } from 'node:fs';
       if (!existsSync(${JSON.stringify(mark)})) { writeFileSync(${JSON.stringify(mark)}, ''); process.exit(75); }
       console.log('up again'); setInterval(() => undefined, 1000);`,
    );
    const lines: string[] = [];
    const child = new Child({
      name: 'ends-once',
      script,
      environment: {},
      logFile: join(folder, 'log'),
      onLine: (line) => void lines.push(line),
    });
    child.start();
    await until(async () => lines.includes('up again'), 'the program runs again');
    await child.stop();
    expect(existsSync(mark)).toBe(true);
    expect(readFileSync(join(folder, 'log'), 'utf8')).toContain('up again');
  });

  it('is started anew by docker compose', () => {
    const compose = readFileSync(fileURLToPath(new URL('../../../../docker-compose.yml', import.meta.url)), 'utf8');
    const server = compose.slice(compose.indexOf('x-server:'), compose.indexOf('services:'));
    expect(server).toMatch(/^ {2}restart: unless-stopped$/m);
    for (const program of ['api', 'worker'])
      expect(compose).toMatch(new RegExp(`^ {2}${program}:\\n {4}<<: \\*server$`, 'm'));
  });
});
