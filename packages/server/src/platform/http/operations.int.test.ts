import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { createConnectedApp } from '../../../test/support/connected-app.ts';
import { startWithoutPreview } from '../../../test/support/settings.ts';
import type { TestApp } from '../../../test/support/test-app.ts';
import { counters, gauges, histograms } from '../metric-names.ts';
import { type OperationsPort, startOperations } from './operations.ts';
import { readinessOf } from './readiness.ts';

const TOKEN = 'a-token-of-sixteen-or-more';
const inDeploy = (file: string) =>
  readFileSync(fileURLToPath(new URL(`../../../../../deploy/${file}`, import.meta.url)), 'utf8');

describe('Health and metrics on a port of their own', () => {
  let app: TestApp;
  let open: OperationsPort;
  let guarded: OperationsPort;
  beforeAll(async () => {
    app = await createConnectedApp({ sandbox: 20, program: 'worker' });
    const readiness = () =>
      readinessOf({ database: app.database, jobs: app.jobs, storage: { isWritable: async () => true } });
    const at = { host: '127.0.0.1', port: 0 };
    open = await startOperations(at, { metrics: app.metrics, readiness, token: null });
    guarded = await startOperations(at, { metrics: app.metrics, readiness, token: TOKEN });
    await startWithoutPreview(app);
    await app.settle();
    const { opportunities } = await app.graphql(
      '{ opportunities(first: 50) { edges { node { id stage { kind } } } } }',
    );
    const { node } = opportunities.edges.find(
      (edge: { node: { stage: { kind: string } } }) => edge.node.stage.kind === 'OPEN',
    );
    await app.graphql('mutation ($id: ID!) { markOpportunityWon(id: $id) { opportunity { id } } }', { id: node.id });
    await app.settle();
  }, 60_000);
  afterAll(async () => {
    await open.close();
    await guarded.close();
    await app.stop();
  });

  const ask = (port: number, path: string, headers: Record<string, string> = {}) =>
    fetch(`http://127.0.0.1:${port}${path}`, { headers });
  const forged = { 'x-forwarded-for': '127.0.0.1', forwarded: 'for=127.0.0.1', 'x-real-ip': '127.0.0.1' };
  const text = async () => (await ask(open.port, '/metrics')).text();
  /** The value of one line: a name, and labels of which all are among the line's. */
  const figure = (all: string, name: string, labels: Record<string, string> = {}) => {
    const line = all
      .split('\n')
      .find(
        (one) =>
          (one.startsWith(`${name}{`) || one.startsWith(`${name} `)) &&
          Object.entries(labels).every(([key, value]) => one.includes(`${key}="${value}"`)),
      );
    return line === undefined ? undefined : Number(line.split(' ').at(-1));
  };

  it('says how it stands, and nothing else', async () => {
    expect((await ask(open.port, '/healthz')).status).toBe(200);
    expect(await (await ask(open.port, '/readyz')).json()).toEqual({
      status: 'ready',
      database: 'ok',
      jobs: 'ok',
      storage: 'ok',
    });
    expect((await ask(open.port, '/graphql')).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${open.port}/metrics`, { method: 'POST' })).status).toBe(404);
  });

  it('shows metrics to who shows the token, and to no header', async () => {
    const tries: Record<string, string>[] = [
      {},
      forged,
      { authorization: `Bearer ${TOKEN}r` },
      { authorization: TOKEN },
    ];
    for (const headers of tries) expect((await ask(guarded.port, '/metrics', headers)).status).toBe(401);
    const shown = await ask(guarded.port, '/metrics', { authorization: `Bearer ${TOKEN}` });
    expect([shown.status, shown.headers.get('content-type')]).toEqual([
      200,
      expect.stringMatching(/^text\/plain; version=0/),
    ]);
    // The API's own port has none without a token, wherever the request says that it came from.
    for (const headers of [{}, forged])
      expect((await ask(Number(new URL(app.url).port), '/metrics', headers)).status).toBe(404);
  });

  it('counts runs, records, pushes and requests, and reads queue, pool and processes', async () => {
    const all = await text();
    const [pulled] = await app.test.sql<{ rows: number }>(
      `select count(*)::int as rows from audit_event where direction = 'in' and entity = 'company' and status = 'success'`,
    );
    const record = { direction: 'in', entity: 'company', status: 'success' };
    expect(figure(all, 'causeway_records_total', record)).toBe(pulled?.rows);
    expect(figure(all, 'causeway_runs_ended_total', { kind: 'initial', outcome: 'done' })).toBe(1);
    expect(figure(all, 'causeway_pushes_ended_total', { entity: 'opportunity', outcome: 'done' })).toBe(1);
    expect(figure(all, 'causeway_lag_seconds_count', { direction: 'out', entity: 'opportunity' })).toBe(1);
    const [asked] = await app.test.sql<{ n: number }>(
      `select sum(n)::int as n from (select n from statistic_delta where measure = 'api_call' and code = 'ok'
       union all select n from statistic_rollup where measure = 'api_call' and code = 'ok' and width = 'minute') t`,
    );
    expect(figure(all, 'causeway_connectwise_requests_total', { outcome: 'ok' })).toBeGreaterThanOrEqual(asked?.n ?? 1);
    expect(figure(all, 'causeway_connections', { state: 'connected' })).toBe(1);
    expect(figure(all, 'causeway_push_queue_age_seconds')).toBe(0);
    expect(figure(all, 'causeway_workers_alive')).toBe(1);
    expect(figure(all, 'causeway_db_connections_max')).toBe(10);
    expect(figure(all, 'causeway_up', { part: 'database' })).toBe(1);
    expect(figure(all, 'nodejs_eventloop_lag_p99_seconds', { program: 'worker' })).toBeGreaterThan(0);
    await app.test.sql(`update push_request set state = 'pending', requested_at = now() - interval '20 minutes'`);
    await app.test.sql(`update connection set next_pull_at = now() - interval '5 minutes'`);
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    const late = await text();
    expect(figure(late, 'causeway_push_queue_age_seconds')).toBeGreaterThan(1_190);
    expect(figure(late, 'causeway_poll_overdue_seconds')).toBeGreaterThan(290);
    expect(late).not.toContain('Northwind');
  });

  it('writes a log line with a stable name when a run and a push start and end', () => {
    const lines = app
      .logged()
      .split('\n')
      .filter((line) => line.includes('"event":"sync.'))
      .map((line) => JSON.parse(line));
    for (const [what, more] of [
      ['run', { kind: 'initial' }],
      ['push', { entity: 'opportunity', attempt: 1 }],
    ] as const) {
      const ids = { workspaceId: app.workspaceId, connectionId: expect.any(String), runId: expect.any(String) };
      expect(lines).toContainEqual(expect.objectContaining({ event: `sync.${what}_started`, ...ids, ...more }));
      expect(lines).toContainEqual(
        expect.objectContaining({
          event: `sync.${what}_ended`,
          outcome: 'done',
          durationMs: expect.any(Number),
          ...ids,
          ...more,
        }),
      );
    }
  });

  it('emits every name, with its labels, that the dashboard and the alert rules use', async () => {
    const emitted = new Map(
      [...(await text()).matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type = '']) => [name, type]),
    );
    for (const name of [...Object.keys(counters), ...Object.keys(gauges), ...Object.keys(histograms)])
      expect([...emitted.keys()]).toContain(`causeway_${name}`);
    const dashboard = JSON.parse(inDeploy('grafana/causeway.json')) as { panels: { targets: { expr: string }[] }[] };
    const rules = parse(inDeploy('prometheus/alerts.yml')) as { groups: { rules: { expr: string }[] }[] };
    const expressions = [
      ...dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
      ...rules.groups.flatMap((group) => group.rules.map(({ expr }) => expr)),
    ];
    expect(expressions.length).toBeGreaterThan(40);
    const described: Record<string, { labels: readonly string[] }> = { ...counters, ...gauges, ...histograms };
    for (const expr of expressions) {
      const names = [...expr.matchAll(/\b(?:causeway|nodejs|process)_\w+/g)].map(([name]) => name);
      expect([expr, names.length > 0 || expr.includes('up{job')]).toEqual([expr, true]);
      for (const name of names) {
        const base = name.replace(/_(bucket|count|sum)$/, '');
        const isHistogram = emitted.get(base) === 'histogram';
        expect([expr, isHistogram || emitted.has(name)]).toEqual([expr, true]);
        const own = described[base.replace(/^causeway_/, '')]?.labels ?? [];
        const used = [...expr.matchAll(/\bby \(([^)]*)\)|(\w+)(?:=|!=)"/g)].flatMap(([, by, label]) =>
          by ? by.split(',').map((one) => one.trim()) : [label ?? ''],
        );
        for (const label of used)
          expect([expr, [...own, 'program', 'le', 'job']]).toEqual([expr, expect.arrayContaining([label])]);
      }
    }
  });
});
