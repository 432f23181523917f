import { ApiClient } from './api-client.ts';
import { type ChoiceAnswer, choiceQuery, choicesFrom } from './choices.ts';
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
  problems: { code: string; message: string }[];
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
type Preview = Omit<Run, 'kind'>;

/** Of previews that somebody's changes overtake; then the start is left to that person. */
const MAX_PREVIEWS = 5;

const entityFields = 'entities { entity expected processed created updated linked unchanged skipped failed }';
const runFields = `id kind state error ${entityFields}`;
const previewFields = `id state error ${entityFields}`;

/**
 * Connects the demo workspace to the sandbox, chooses what must be chosen, makes the preview, and brings the first sync to its end, showing
 * both. Each part is left out when an earlier start did it already, so a start that was cut off goes on where it stood.
 */
export async function connectAndSync(
  options: { baseUrl: string; email: string; password: string; sandbox: SandboxAccess },
  terminal: Terminal,
): Promise<void> {
  const api = new ApiClient(options.baseUrl);
  if (!(await signIn(api, options))) {
    terminal.line(
      'The demo administrator has another password or a second factor now, so the first sync is not looked at.',
    );
    return;
  }
  const { connection } = await api.request<{ connection: { id: string } | null }>('{ connection { id } }');
  if (!connection) await connect(api, options.sandbox, terminal);
  const before = await firstRun(api);
  if (!before) await choose(api);
  const run = before && before.state !== 'FAILED' ? before : await previewAndStart(api, terminal, before);
  if (run?.state === 'RUNNING') await follow(api, run.id, terminal);
}

/** What is said when the first sync did not come to its end here: whatever the reason, the programs run and a person can go on. */
export function firstSyncLeft(error: unknown): string {
  const why =
    error instanceof StartError
      ? error.message
      : `The first sync could not be followed: ${error instanceof Error ? error.message : String(error)}.`;
  return `${why} Everything runs all the same: go on in the application, under Integrations, or start again later.`;
}

async function firstRun(api: ApiClient): Promise<Run | null> {
  const { syncRuns } = await api.request<{ syncRuns: { items: Run[] } }>(
    `{ syncRuns(first: 50) { items { ${runFields} } } }`,
  );
  return syncRuns.items.find((run) => run.kind === 'INITIAL') ?? null;
}

/**
 * The application answers already, so somebody may save settings while the preview is made, which it then does not tell of any more: it is made again.
 * Or somebody has started the sync meanwhile: then that is the first one. `before`: one that failed.
 */
async function previewAndStart(api: ApiClient, terminal: Terminal, before: Run | null): Promise<Run | null> {
  const startedMeanwhile = async () => {
    const run = await firstRun(api);
    return run && run.id !== before?.id ? run : null;
  };
  for (let attempt = 1; ; attempt++) {
    try {
      const previewId = await preview(api, terminal);
      const meanwhile = await startedMeanwhile();
      if (meanwhile) return meanwhile;
      const { startSync } = await api.request<{ startSync: Problems & { run: Run | null } }>(
        `mutation ($previewId: ID) { startSync(previewId: $previewId) { run { ${runFields} } problems { code message } } }`,
        { previewId },
      );
      const isStale = startSync.problems.length > 0 && startSync.problems.every(({ code }) => code === 'preview_stale');
      if (!isStale || attempt === MAX_PREVIEWS) {
        refuseProblems(startSync, 'The first sync could not be started');
        return startSync.run;
      }
      terminal.line('  Something that the preview goes by was changed meanwhile, so it is made again.');
    } catch (error) {
      const meanwhile = error instanceof StartError ? await startedMeanwhile() : null;
      if (!meanwhile) throw error;
      return meanwhile;
    }
  }
}

/** Whether one is in: somebody may have changed how the demo administrator signs in since the first start. */
async function signIn(api: ApiClient, { email, password }: { email: string; password: string }): Promise<boolean> {
  const answer = await api.request<{
    signIn: { viewer: { mustSetUpSecondFactor: boolean } | null; problems: { code: string; message: string }[] };
  }>(
    `mutation ($email: String!, $password: String!) {
      signIn(email: $email, password: $password) { viewer { mustSetUpSecondFactor } problems { code message } } }`,
    { email, password },
  );
  const { viewer, problems } = answer.signIn;
  if (problems.some(({ code }) => code !== 'wrong_credentials'))
    refuseProblems({ problems }, 'The demo workspace could not be entered');
  return viewer !== null && !viewer.mustSetUpSecondFactor;
}

async function connect(api: ApiClient, sandbox: SandboxAccess, terminal: Terminal): Promise<void> {
  terminal.line('Connecting the demo workspace to the ConnectWise sandbox …');
  const answer = await api.request<{ connect: Problems }>(
    'mutation ($input: ConnectInput!) { connect(input: $input) { problems { code message } } }',
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

/** Reads ConnectWise's lists and chooses from them by plain rules what a start wants. */
async function choose(api: ApiClient): Promise<void> {
  const read = await api.request<{ refreshReferenceData: Problems }>(
    'mutation { refreshReferenceData { problems { code message } } }',
  );
  refuseProblems(read.refreshReferenceData, 'The lists of the sandbox could not be read');
  const lists = await api.request<ChoiceAnswer>(choiceQuery);
  const saved = await api.request<{ saveSyncSettings: Problems }>(
    'mutation ($input: SyncSettingsInput!) { saveSyncSettings(input: $input) { problems { code message } } }',
    { input: choicesFrom(lists) },
  );
  refuseProblems(saved.saveSyncSettings, 'The settings of the demo workspace could not be saved');
}

/** Shows what the first sync would do; answers the preview's ID. */
async function preview(api: ApiClient, terminal: Terminal): Promise<string> {
  const begun = await api.request<{ startPreview: Problems & { preview: Preview | null } }>(
    `mutation { startPreview { preview { ${previewFields} } problems { code message } } }`,
  );
  refuseProblems(begun.startPreview, 'The preview could not be made');
  if (!begun.startPreview.preview)
    throw new StartError('The preview could not be made; look at the log of the worker.');
  const { id } = begun.startPreview.preview;
  const ended = await watch(terminal, 'Preview of the first sync:', async () => {
    const { preview } = await api.request<{ preview: Preview | null }>(
      `query ($id: ID!) { preview(id: $id) { ${previewFields} } }`,
      { id },
    );
    if (!preview) throw new StartError('The preview vanished; look at the log of the worker.');
    return preview;
  });
  if (ended.state === 'CANCELLED')
    throw new StartError('Somebody cancelled the preview, so the first sync was not started.');
  if (ended.state !== 'DONE')
    throw new StartError(`The preview failed: ${ended.error ?? 'see the log of the worker'}.`);
  const sum = (pick: (e: RunEntity) => number): number => ended.entities.reduce((total, e) => total + pick(e), 0);
  terminal.line(
    `  would create ${sum((e) => e.created)}, link ${sum((e) => e.linked)}, skip ${sum((e) => e.skipped)}; ${sum((e) => e.failed)} need a person. Nothing is written yet.`,
  );
  return id;
}

/** Shows how far something is until it is over. */
async function watch<T extends { state: string; entities: RunEntity[] }>(
  terminal: Terminal,
  title: string,
  read: () => Promise<T>,
): Promise<T> {
  terminal.line(title);
  const startedAt = Date.now();
  for (;;) {
    const now = await read();
    if (now.state !== 'RUNNING') {
      terminal.endProgress();
      return now;
    }
    terminal.progress(
      `  ${now.entities.map(progressOf).join('   ')}   ${Math.round((Date.now() - startedAt) / 1000)} s`,
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

async function follow(api: ApiClient, runId: string, terminal: Terminal): Promise<void> {
  const run = await watch(terminal, 'First sync:', () => readRun(api, runId));
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
