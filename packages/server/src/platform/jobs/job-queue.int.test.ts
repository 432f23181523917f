import { randomBytes } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { z } from 'zod';
import { startCutProxy } from '../../../test/support/cut-proxy.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { until } from '../../../test/support/until.ts';
import { AgendaQueue } from './agenda-queue.ts';
import { InlineQueue } from './inline-queue.ts';
import { defineJob, handle } from './job.ts';
import { describeJobQueue } from './job-queue.contract.ts';

const mongoUrl = process.env.MONGODB_URL;
const quick = { lockMs: 2_000, scanEveryMs: 200, retryAfterMs: 100 };

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

describe('inline queue', () => {
  let queue = new InlineQueue();
  const store = {
    open: () => queue,
    clear: async () => {
      queue = new InlineQueue();
    },
  };
  describeJobQueue(async () => store, false);
});

describe('Agenda on PostgreSQL', () => {
  const store = {
    open: () => new AgendaQueue({ databaseUrl: test.url, ...quick }),
    clear: async () => void (await test.sql('truncate jobs.job')),
  };
  describeJobQueue(async () => store, true);
  itSurvivesAnOutage(
    async (port) => {
      const url = new URL(test.url);
      url.port = String(port);
      return new AgendaQueue({ databaseUrl: url.toString(), ...quick });
    },
    () => new URL(test.url),
    async () => (await test.sql('select from jobs.job')).length,
  );
});

if (mongoUrl) {
  const collection = `jobs_${randomBytes(6).toString('hex')}`;
  describe('Agenda on MongoDB', () => {
    let client: MongoClient;
    const jobs = () => client.db('causeway').collection(collection);
    beforeAll(async () => {
      client = await MongoClient.connect(mongoUrl);
    });
    afterAll(async () => {
      await jobs().drop();
      await client.close();
    });
    const store = {
      open: () => new AgendaQueue({ databaseUrl: test.url, mongoUrl, mongoCollection: collection, ...quick }),
      clear: async () => void (await jobs().deleteMany({})),
    };
    describeJobQueue(async () => store, true);
    itSurvivesAnOutage(
      async (port) => {
        const url = new URL(mongoUrl);
        url.port = String(port);
        return new AgendaQueue({
          databaseUrl: test.url,
          mongoUrl: url.toString(),
          mongoCollection: collection,
          ...quick,
        });
      },
      () => new URL(mongoUrl),
      () => jobs().countDocuments(),
    );
  });
} else {
  describe('Agenda on MongoDB', () => {
    it('is skipped because MONGODB_URL is not set', () => {
      process.stderr.write('\n*** NOT TESTED: jobs on MongoDB. Set MONGODB_URL to run the job contract on it. ***\n\n');
      expect(process.env.MONGODB_URL).toBeUndefined();
    });
  });
}

/** `left`: how many jobs the store holds; one that is over has left it. */
function itSurvivesAnOutage(
  open: (port: number) => Promise<AgendaQueue>,
  target: () => URL,
  left: () => Promise<number>,
): void {
  it('lives on while its store is away, says so, and goes on when it is back', async () => {
    const ping = defineJob('contract.ping', z.object({ n: z.number() }));
    const proxy = await startCutProxy({ host: target().hostname, port: Number(target().port) });
    const queue = await open(proxy.port);
    const seen: number[] = [];
    await queue.start([handle(ping, async ({ n }) => void seen.push(n))]);
    await queue.enqueue(ping, { n: 1 });
    await until(async () => seen.includes(1) && (await left()) === 0, 'the first job is over');
    proxy.cut();
    await until(async () => !(await queue.isReady()), 'the queue noticed the outage');
    await expect(queue.enqueue(ping, { n: 2 })).rejects.toThrow();
    proxy.mend();
    await until(() => queue.isReady(), 'the queue is back');
    await queue.enqueue(ping, { n: 3 });
    await until(() => seen.includes(3), 'a job ran after the outage');
    await queue.stop({ timeoutMs: 1_000 });
    await proxy.close();
    expect(seen).toEqual([1, 3]);
  }, 40_000);
}
