import { ApiClient } from './api-client.ts';
import { StartError } from './start-error.ts';
import type { Terminal } from './terminal.ts';

/** What a client needs to reach the sandbox, as its command line prints it. */
export interface SandboxAccess {
  url: string;
  company: string;
  publicKey: string;
  privateKey: string;
  clientId: string;
}

interface Problems {
  problems: { message: string }[];
}
interface RunEntity {
  entity: string;
  expected: number | null;
  processed: number;
  created: number;
  updated: number;
  linked: number;
  unchanged: number;
  skipped: number;
  failed: number;
}
interface Run {
  id: string;
  kind: string;
  state: string;
  error: string | null;
  entities: RunEntity[];
}

const runFields =
  'id kind state error entities { entity expected processed created updated linked unchanged skipped failed }';

/**
 * Connects the demo workspace to the sandbox and brings the first sync to its end, showing its progress. Each part is left out when
 * an earlier start did it already, so a start that was cut off goes on where it stood.
 */
export async function connectAndSync(
  options: { baseUrl: string; email: string; password: string; sandbox: SandboxAccess },
  terminal: Terminal,
): Promise<void> {
  const api = new ApiClient(options.baseUrl);
  const signedIn = await api.request<{ signIn: Problems }>(
    'mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { problems { message } } }',
    { email: options.email, password: options.password },
  );
  refuseProblems(signedIn.signIn, 'The demo workspace could not be entered');
  const { connection, syncRuns } = await api.request<{ connection: { id: string } | null; syncRuns: { items: Run[] } }>(
    `{ connection { id } syncRuns(first: 50) { items { ${runFields} } } }`,
  );
  if (!connection) await connect(api, options.sandbox, terminal);
  const initial = syncRuns.items.find((run) => run.kind === 'INITIAL');
  if (initial && initial.state !== 'RUNNING' && initial.state !== 'FAILED') return;
  const started = await api.request<{ startSync: Problems & { run: Run | null } }>(
    `mutation { startSync { run { ${runFields} } problems { message } } }`,
  );
  refuseProblems(started.startSync, 'The first sync could not be started');
  if (started.startSync.run) await follow(api, started.startSync.run.id, terminal);
}

async function connect(api: ApiClient, sandbox: SandboxAccess, terminal: Terminal): Promise<void> {
  terminal.line('Connecting the demo workspace to the ConnectWise sandbox …');
  const answer = await api.request<{ connect: Problems }>(
    'mutation ($input: ConnectInput!) { connect(input: $input) { problems { message } } }',
    {
      input: {
        siteUrl: sandbox.url,
        loginCompany: sandbox.company,
        publicKey: sandbox.publicKey,
        privateKey: sandbox.privateKey,
      },
    },
  );
  refuseProblems(answer.connect, 'The sandbox could not be connected');
}

async function follow(api: ApiClient, runId: string, terminal: Terminal): Promise<void> {
  terminal.line('First sync:');
  const startedAt = Date.now();
  let run = await readRun(api, runId);
  while (run.state === 'RUNNING') {
    terminal.progress(
      `  ${run.entities.map(progressOf).join('   ')}   ${Math.round((Date.now() - startedAt) / 1000)} s`,
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    run = await readRun(api, runId);
  }
  terminal.endProgress();
  for (const entity of run.entities) terminal.line(`  ${summaryOf(entity)}`);
  if (run.state !== 'DONE')
    terminal.line(
      `  The first sync ended as ${run.state.toLowerCase()}: ${run.error ?? 'see the audit log'}. It can be started again on the overview page.`,
    );
}

async function readRun(api: ApiClient, id: string): Promise<Run> {
  const { syncRun } = await api.request<{ syncRun: Run | null }>(
    `query ($id: ID!) { syncRun(id: $id) { ${runFields} } }`,
    { id },
  );
  if (!syncRun) throw new StartError('The first sync vanished from the list of runs; look at the overview page.');
  return syncRun;
}

const word = (entity: string): string => entity.toLowerCase().replace('_', ' ');

const progressOf = (e: RunEntity): string =>
  `${word(e.entity)} ${e.processed}${e.expected === null ? '' : `/${e.expected}`}`;

const summaryOf = (e: RunEntity): string =>
  `${word(e.entity).padEnd(12)} ${String(e.processed).padStart(6)} seen: ${e.created} created, ${e.linked} linked, ${e.updated} updated, ${e.unchanged} unchanged, ${e.skipped} skipped, ${e.failed} need attention`;

function refuseProblems(payload: Problems, sentence: string): void {
  if (payload.problems.length > 0)
    throw new StartError(`${sentence}: ${payload.problems.map((p) => p.message).join(' ')}`);
}
