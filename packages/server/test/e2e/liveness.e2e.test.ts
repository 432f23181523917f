import { MongoClient } from 'mongodb';
import { type CutProxy, startCutProxy } from '../support/cut-proxy.ts';
import { type Followed, type LiveClient, openLive } from '../support/live-client.ts';
import {
  connectToSandbox,
  type Program,
  type RealPrograms,
  secretKeys,
  startRealPrograms,
} from '../support/real-programs.ts';
import { startWithoutPreview } from '../support/settings.ts';
import { sideBySide } from '../support/side-by-side.ts';
import { until } from '../support/until.ts';

const WITHIN_MS = 60_000;
const fields = '{ tone sentence remedy troubles { code tone sentence since } currentRun { kind state } }';

interface Health {
  tone: string;
  sentence: string;
  remedy: string | null;
  troubles: { code: string; tone: string; sentence: string; since: string | null }[];
}

/** What the overview shows, as the server pushes it to a page that is never loaded again. */
class Overview {
  private readonly live: LiveClient;
  private readonly followed: Followed;
  private began = performance.now();

  constructor(url: string, headers: Record<string, string>) {
    this.live = openLive(url, headers);
    this.followed = this.live.follow(`subscription { integrationHealthChanged ${fields} }`);
  }

  get now(): Health | undefined {
    return this.followed.received.at(-1)?.integrationHealthChanged;
  }

  /** A fault or its cure: what follows has to be told within a minute from here. */
  begins(): void {
    this.began = performance.now();
  }

  /** Until it is so, within the minute; says how long that took. */
  async inTime(condition: () => boolean | Promise<boolean>, description: string): Promise<void> {
    const left = WITHIN_MS - (performance.now() - this.began);
    await until(condition, description, Math.max(0, left)).catch((error: Error) => {
      throw new Error(`${error.message} It shows ${JSON.stringify(this.now)}`);
    });
    const seconds = ((performance.now() - this.began) / 1_000).toFixed(1);
    process.stderr.write(`${seconds.padStart(6)} s until ${description}\n`);
  }

  /** Until this is the worst; then no sentence may say that all is in step. */
  async shows(code: string): Promise<Health> {
    await this.inTime(() => this.now?.troubles[0]?.code === code, `the overview shows ${code}`);
    const health = this.now;
    if (!health) throw new Error('Nothing was pushed.');
    expect(health.sentence).toBe(health.troubles[0]?.sentence);
    expect(health.sentence).not.toMatch(/in step/);
    return health;
  }

  async isWell(): Promise<void> {
    await this.inTime(() => this.now?.sentence === 'Everything that can pass is in step.', 'all is in step');
    expect(this.now).toMatchObject({ tone: 'ok', remedy: null, troubles: [] });
  }

  close(): Promise<void> {
    return this.live.close();
  }
}

type Told = Pick<Place, 'programs' | 'overview'>;

/** That nobody ends a state before it was told: one that lasts for less than a check needs no alert. */
const alertOpens = ({ programs, overview }: Told, key: string): Promise<void> =>
  overview.inTime(
    async () =>
      (await programs.test.sql('select from alert where key = $1 and resolved_at is null', [key])).length === 1,
    `the alert "${key}" is open`,
  );

/** Opened once and over once, for each time that the state was there; each told once by mail. */
async function expectAlerts({ programs, overview }: Told, key: string, times: number): Promise<void> {
  const read = () =>
    programs.test.sql<{ opened: number; over: number }>(
      'select count(*)::int as opened, count(resolved_at)::int as over from alert where key = $1',
      [key],
    );
  await overview.inTime(async () => (await read())[0]?.over === times, `the alert "${key}" is over`);
  expect(await read()).toEqual([{ opened: times, over: times }]);
  const told = await programs.test.sql<{ what: string; mails: number }>(
    `select split_part(d.subject, ':', 1) as what, count(*)::int as mails from delivery d
     where exists (select from alert a where a.key = $1 and d.subject like '%: ' || a.sentence) group by 1 order by 1`,
    [key],
  );
  expect(told).toEqual([
    { what: 'Alert', mails: times },
    { what: 'Resolved', mails: times },
  ]);
}

async function openStory(programs: RealPrograms, { isStarted = true } = {}): Promise<Overview> {
  await programs.test.sql(
    `insert into pipeline_stage (workspace_id, name, position, kind) select id, 'Open', 90, 'open' from workspace
     where not exists (select from pipeline_stage)`,
  );
  await connectToSandbox(programs);
  if (isStarted) await startWithoutPreview(programs);
  return new Overview(programs.url, await programs.headers());
}

/** Programs of their own for each story: what is wrong in one must not show in the other. Most of the time they wait for a beat or a probe. */
const story = sideBySide();
const EACH_MS = 240_000;

interface Place {
  programs: RealPrograms;
  overview: Overview;
  worker: Program;
}

/** A story on programs of its own; unless it is told, a worker has finished the first sync when its first step comes. */
function storyOfPrograms({ workerLater = false, isStarted = true } = {}) {
  const place: Partial<Place> = {};
  const step = story({
    begin: async () => {
      place.programs = await startRealPrograms();
      // There before ConnectWise is connected, so that nobody is told that none was ever started.
      if (!isStarted) place.worker = await place.programs.startWorker();
      place.overview = await openStory(place.programs, { isStarted });
      if (workerLater || !isStarted) return;
      place.worker = await place.programs.startWorker();
      place.overview.begins();
      await place.overview.isWell();
    },
    end: async () => {
      await place.overview?.close();
      await place.programs?.stop();
    },
    timeoutMs: EACH_MS,
  });
  return (title: string, act: (place: Place) => Promise<void>): void => step(title, () => act(place as Place));
}

describe('R84: what the overview says of the sync within a minute, and no longer a minute after the cure', () => {
  describe('of the only worker', () => {
    const step = storyOfPrograms({ workerLater: true });

    step('no worker was ever started', async (place) => {
      const { programs, overview } = place;
      expect((await overview.shows('worker_never_started')).tone).toBe('stopped');
      await alertOpens({ programs, overview }, 'worker');
      place.worker = await programs.startWorker();
      overview.begins();
      await overview.isWell();
      await expectAlerts({ programs, overview }, 'worker', 1);
    });

    step('the worker is frozen, and a "Sync now" waits for it', async ({ programs, overview, worker }) => {
      await worker.signal('SIGSTOP');
      overview.begins();
      const { syncNow } = await programs.graphql('mutation { syncNow { run { state } problems { message } } }');
      expect(syncNow).toEqual({ run: { state: 'RUNNING' }, problems: [] });
      const health = await overview.shows('worker_silent');
      expect(health).toMatchObject({ tone: 'stopped', remedy: expect.stringContaining(`process ${worker.child.pid}`) });
      await overview.inTime(
        () => overview.now?.troubles.some(({ code }) => code === 'run_not_picked_up') ?? false,
        'it tells of the sync that nobody took up',
      );
      await alertOpens({ programs, overview }, 'worker');
      await worker.signal('SIGCONT');
      overview.begins();
      await overview.isWell();
      await expectAlerts({ programs, overview }, 'worker', 2);
    });

    step('the worker is dead', async (place) => {
      const { programs, overview } = place;
      await place.worker.signal('SIGKILL');
      overview.begins();
      await overview.shows('worker_silent');
      await alertOpens({ programs, overview }, 'worker');
      place.worker = await programs.startWorker();
      overview.begins();
      await overview.isWell();
      await expectAlerts({ programs, overview }, 'worker', 3);
    });

    step('the worker was stopped on purpose', async (place) => {
      const { programs, overview } = place;
      await place.worker.signal('SIGTERM');
      overview.begins();
      expect((await overview.shows('worker_stopped')).sentence).toBe('The worker was stopped, so nothing is synced.');
      await alertOpens({ programs, overview }, 'worker');
      place.worker = await programs.startWorker();
      overview.begins();
      await overview.isWell();
      await expectAlerts({ programs, overview }, 'worker', 4);
    });
  });

  describe('of the only worker, while the sync was never started', () => {
    const step = storyOfPrograms({ isStarted: false });

    step(
      'the worker is frozen: what would be started waits for it, and the start too',
      async ({ programs, overview, worker }) => {
        overview.begins();
        await overview.inTime(() => overview.now?.troubles[0]?.code === 'not_started', 'nothing else is wrong');
        await worker.signal('SIGSTOP');
        overview.begins();
        const health = await overview.shows('worker_silent');
        expect(health).toMatchObject({
          tone: 'stopped',
          remedy: expect.stringMatching(
            `process ${worker.child.pid} .*a preview or a sync that is started waits for it`,
          ),
        });
        expect(health.troubles.map(({ code }) => code)).toEqual(['worker_silent', 'not_started']);
        await alertOpens({ programs, overview }, 'worker');
        // "Save and start sync": it waits, and is said to.
        await startWithoutPreview(programs);
        overview.begins();
        await overview.inTime(
          () => overview.now?.troubles.some(({ code }) => code === 'run_not_picked_up') ?? false,
          'it tells of the first sync that nobody took up',
        );
        expect(overview.now?.troubles[0]?.code).toBe('worker_silent');
        await worker.signal('SIGCONT');
        overview.begins();
        await overview.isWell();
        await expectAlerts({ programs, overview }, 'worker', 1);
      },
    );
  });

  describe('of one worker among others, and of a ConnectWise that is away', () => {
    const step = storyOfPrograms();

    step('one of two workers is frozen', async ({ programs, overview }) => {
      const other = await programs.startWorker();
      await other.signal('SIGSTOP');
      overview.begins();
      expect((await overview.shows('worker_missing')).tone).toBe('attention');
      await other.signal('SIGCONT');
      overview.begins();
      await overview.isWell();
      await other.signal('SIGTERM');
      overview.begins();
      await overview.isWell();
    });

    step('ConnectWise is away, while nothing is to be synced', async ({ programs, overview }) => {
      programs.way.cut();
      overview.begins();
      await overview.shows('connectwise_away');
      await alertOpens({ programs, overview }, 'connectwise_away');
      programs.way.mend();
      overview.begins();
      await overview.isWell();
      await expectAlerts({ programs, overview }, 'connectwise_away', 1);
    });
  });

  describe('of the job store, and of keys that are refused', () => {
    const step = storyOfPrograms();

    step('the job store is away', async ({ programs, overview }) => {
      await programs.test.sql('alter table jobs.job rename to job_away');
      overview.begins();
      expect((await overview.shows('job_store_away')).tone).toBe('stopped');
      await alertOpens({ programs, overview }, 'job_store');
      await programs.test.sql('alter table jobs.job_away rename to job');
      overview.begins();
      await overview.isWell();
      await expectAlerts({ programs, overview }, 'job_store', 1);
    });

    step('ConnectWise refuses the keys, while nothing is to be synced', async ({ programs, overview }) => {
      programs.sandbox.revokeKeys();
      overview.begins();
      await overview.shows('keys_refused');
      await alertOpens({ programs, overview }, 'keys_refused');
      programs.sandbox.restoreKeys();
      overview.begins();
      await overview.isWell();
      await expectAlerts({ programs, overview }, 'keys_refused', 1);
    });
  });

  describe('of keys that cannot be opened', () => {
    const step = storyOfPrograms();

    step('the stored keys cannot be opened any more', async (place) => {
      const { programs, overview } = place;
      await place.worker.signal('SIGTERM');
      overview.begins();
      place.worker = await programs.startWorker({ SECRET_KEYS: secretKeys(4) });
      overview.begins();
      expect((await overview.shows('keys_unreadable')).remedy).toContain('SECRET_KEYS');
      await alertOpens({ programs, overview }, 'keys_unreadable');
      await place.worker.signal('SIGTERM');
      overview.begins();
      place.worker = await programs.startWorker();
      overview.begins();
      await overview.isWell();
      await expectAlerts({ programs, overview }, 'keys_unreadable', 1);
    });
  });
});

const mongoUrl = process.env.MONGODB_URL;

describe('What the overview says when MongoDB keeps the jobs', () => {
  if (!mongoUrl) {
    it('is not tried, because MONGODB_URL is not set', () => {
      process.stderr.write('\n*** NOT TESTED: an outage of MongoDB. Set MONGODB_URL to try it. ***\n\n');
      expect(mongoUrl).toBeUndefined();
    });
    return;
  }
  const database = `liveness_${process.pid}`;
  let proxy: CutProxy;
  let programs: RealPrograms;
  let overview: Overview;

  const step = story({
    begin: async () => {
      const target = new URL(mongoUrl);
      proxy = await startCutProxy({ host: target.hostname, port: Number(target.port) });
      target.host = `127.0.0.1:${proxy.port}`;
      target.pathname = `/${database}`;
      programs = await startRealPrograms({ MONGODB_URL: target.toString() });
      overview = await openStory(programs);
      await programs.startWorker();
      overview.begins();
    },
    end: async () => {
      await overview?.close();
      await programs?.stop();
      await proxy?.close();
      const client = await MongoClient.connect(mongoUrl);
      await client.db(database).dropDatabase();
      await client.close();
    },
    timeoutMs: EACH_MS,
  });

  step('the job store is away', async () => {
    await overview.isWell();
    proxy.cut();
    overview.begins();
    await overview.shows('job_store_away');
    proxy.mend();
    overview.begins();
    await overview.isWell();
  });
});
