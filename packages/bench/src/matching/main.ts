import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import pg from 'pg';
import { type Goal, judge } from '../goals.ts';
import { startBenchServer } from '../postgres.ts';
import { benchCompanies } from './companies.ts';

const { values } = parseArgs({ options: { records: { type: 'string', default: '20000' } } });
const records = Number(values.records);
const MAX_MB = 512;

/** Compares as many clients with as many companies, as the worker does it, in a process of its own that may use 512 MB. */
const server = await startBenchServer();
try {
  const database = await server.database('matching');
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await fill(owner);
  await owner.end();
  const worker = fileURLToPath(new URL('./worker.js', import.meta.url));
  // Heap, and room for what the runtime itself needs.
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--max-old-space-size=320', worker, database.appUrl, String(records)],
    { maxBuffer: 1024 * 1024 },
  );
  const { isDone, seconds, cpuSeconds, peakMb, pairs, exact } = JSON.parse(stdout);
  process.stdout.write(
    `${records} clients, ${records} companies: ${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of processor in the worker), ${Math.round(peakMb)} MB at most, ${pairs} pairs, ${exact} of them exact; PostgreSQL ${server.version}, Node ${process.version}\n`,
  );
  const goals: Goal[] = [
    { id: 'M1', what: 'seconds', value: isDone ? seconds : Number.POSITIVE_INFINITY, atMost: 30 },
    { id: 'M2', what: 'MB of memory', value: peakMb, atMost: MAX_MB },
  ];
  process.exitCode = judge(goals, (text) => process.stdout.write(`${text}\n`)) ? 1 : 0;
} finally {
  await server.stop();
}

async function fill(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ id: string }>(`insert into workspace (name) values ('bench') returning id`);
  const workspaceId = rows[0]?.id;
  await owner.query(
    `insert into connection (workspace_id, site_url, api_base_url, web_base_url, host, login_company, public_key_sealed, private_key_sealed, public_key_hint, state)
     values ($1, 'http://x', 'http://x', 'http://x', 'x', 'bench', '', '', '', 'connected')`,
    [workspaceId],
  );
  const { local } = benchCompanies(records);
  await owner.query(
    `insert into client (workspace_id, name, identifier, website, phone, address_line1, city)
     select $1, v.* from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[]) as v(name, identifier, website, phone, line, city)
     on conflict do nothing`,
    [
      workspaceId,
      local.map((one) => one.name),
      local.map((one) => one.identifier),
      local.map((one) => one.website),
      local.map((one) => one.phone),
      local.map((one) => one.addressLine),
      local.map((one) => one.city),
    ],
  );
}
