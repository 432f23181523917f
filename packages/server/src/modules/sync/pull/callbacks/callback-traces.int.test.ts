import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { askConnectWise } from '../../../../../test/support/ask-connectwise.ts';
import { createConnectedApp, saveSettings } from '../../../../../test/support/connected-app.ts';
import { startWithoutPreview } from '../../../../../test/support/settings.ts';
import type { TestApp } from '../../../../../test/support/test-app.ts';
import { until } from '../../../../../test/support/until.ts';
import { sweepJob } from '../poll/wake-ups.ts';

const traceOf = (n: number): string => n.toString(16).padStart(32, '7');

describe('what a callback leads to', () => {
  let app: TestApp;
  let gateway: Server;
  /** The trace that the next messages come with, one after the other. */
  let traces: string[] = [];
  let ids: number[] = [];
  const setCity = async (id: number, city: string) => {
    await askConnectWise(app, 'PATCH', `/company/companies/${id}`, [{ op: 'replace', path: 'city', value: city }]);
    await app.sandbox.callbacks.idle();
  };
  const tracesOf = async (...changed: number[]) =>
    (
      await app.test.sql<{ trace: string }>(
        `select replace(trace_id::text, '-', '') as trace from audit_event where operation = 'update' and direction = 'in' and remote_id = any($1) order by seq`,
        [changed.map(String)],
      )
    ).map(({ trace }) => trace);

  /** A message may wake the work just after the jobs were looked at. */
  const takenIn = (...changed: number[]) =>
    until(async () => {
      await app.settle();
      return (await tracesOf(...changed)).length === changed.length;
    }, 'the changes are in');

  beforeAll(async () => {
    app = await createConnectedApp({ sandbox: 'empty', callbacks: true });
    // As a gateway before the product that begins a trace for whatever comes in.
    gateway = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const { status } = await fetch(`${app.url}${request.url}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-content-signature': String(request.headers['x-content-signature']),
          traceparent: `00-${traces.shift()}-00f067aa0ba902b7-01`,
        },
        body: Buffer.concat(chunks),
      });
      response.writeHead(status).end();
    });
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
    for (const name of ['Harbor', 'Quay', 'Pier'])
      app.sandbox.store.insert('companies', {
        name,
        identifier: name,
        addressLine1: '1 Main St',
        site: { name: 'Main' },
      });
    await startWithoutPreview(app);
    await app.settle();
    await saveSettings(app, { mode: 'REAL_TIME' });
    await app.jobs.enqueue(sweepJob, {});
    await app.settle();
    const { port } = gateway.address() as AddressInfo;
    for (const { id, url } of app.sandbox.store.list('callbacks') as unknown as { id: number; url: string }[])
      app.sandbox.store.patchRaw('callbacks', id, { url: url.replace(app.url, `http://127.0.0.1:${port}`) });
    ids = app.sandbox.store.list('companies').map(({ id }) => id);
  }, 60_000);
  afterAll(async () => {
    gateway.close();
    await app.stop();
  });

  it('stands in the audit log with the trace that the message came with', async () => {
    const [id = 0] = ids;
    traces = [traceOf(1)];
    await setCity(id, 'Ocala');
    await takenIn(id);
    expect(await tracesOf(id)).toEqual([traceOf(1)]);
  });

  it('has a trace of its own where messages of several traces are worked on together', async () => {
    const [, second = 0, third = 0] = ids;
    traces = [traceOf(2), traceOf(3)];
    await setCity(second, 'Naples');
    await setCity(third, 'Naples');
    await takenIn(second, third);
    const found = await tracesOf(second, third);
    expect(new Set(found).size).toBe(1);
    expect([traceOf(2), traceOf(3)]).not.toContain(found[0]);
  });
});
