import { spanFactNames } from '../../src/platform/tracing/span-facts.ts';
import type { Answer } from '../support/graphql-client.ts';
import { OtlpReceiver } from '../support/otlp-receiver.ts';
import { connectToSandbox, type Program, type RealPrograms, startRealPrograms } from '../support/real-programs.ts';
import { startWithoutPreview } from '../support/settings.ts';
import { until } from '../support/until.ts';

const idOf = (n: number): string => n.toString(16).padStart(32, '5');
const planted = ['Harbor Dental', 'Tampa', 'Ann', 'Lee', 'ann@harbor.example', 'Firewall', 'seven grey herons'];

describe('traces, collected over OTLP', () => {
  let receiver: OtlpReceiver;
  let programs: RealPrograms;
  let worker: Program;
  let stageId: string;
  let clientId: string;

  const post = async (
    query: string,
    variables: object,
    { traceId, url = programs.url }: { traceId?: string; url?: string } = {},
  ): Promise<Answer> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(await programs.headers()),
        ...(traceId ? { traceparent: `00-${traceId}-00f067aa0ba902b7-01` } : {}),
      },
      body: JSON.stringify({ query, variables }),
    });
    const { data = null, errors = [] } = (await response.json()) as Partial<Answer>;
    return { status: response.status, data, errors, headers: response.headers };
  };
  const makeOpportunity = async (name: string): Promise<string> => {
    const { createOpportunity } = await programs.graphql(
      'mutation ($input: OpportunityInput!) { createOpportunity(input: $input) { opportunity { id } problems { message } } }',
      { input: { name, clientId, stageId } },
    );
    expect(createOpportunity.problems).toEqual([]);
    return createOpportunity.opportunity.id;
  };
  const win = (id: string, more: Parameters<typeof post>[2]) =>
    post('mutation Win($id: ID!) { markOpportunityWon(id: $id) { problems { message } } }', { id }, more);
  const pushed = (id: string) =>
    until(
      async () =>
        (await programs.graphql('query ($id: ID!) { opportunity(id: $id) { push { state } } }', { id })).opportunity
          .push?.state === 'done',
      'the win is pushed',
      30_000,
    );

  beforeAll(async () => {
    receiver = await OtlpReceiver.start();
    programs = await startRealPrograms({
      OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-collector-key=collector-secret',
      OTEL_BSP_SCHEDULE_DELAY: '200',
    });
    await connectToSandbox(programs);
    worker = await programs.startWorker();
    await startWithoutPreview(programs);
    await until(
      async () =>
        (await programs.test.sql(`select from sync_run where kind = 'initial' and state = 'done'`)).length > 0,
      'the first sync is done',
      60_000,
    );
    const { createClient } = await programs.graphql(
      'mutation ($input: ClientInput!) { createClient(input: $input) { client { id } problems { message } } }',
      { input: { name: 'Harbor Dental', city: 'Tampa' } },
    );
    clientId = createClient.client.id;
    await programs.graphql(
      'mutation ($input: ContactInput!) { createContact(input: $input) { contact { id } problems { message } } }',
      { input: { clientId, firstName: 'Ann', lastName: 'Lee', email: 'ann@harbor.example' } },
    );
    const { pipelineStages } = await programs.graphql('{ pipelineStages { id } }');
    stageId = pipelineStages[0].id;
  }, 240_000);
  afterAll(async () => {
    await programs?.stop();
    await receiver?.close();
  });

  it('follow a won deal from the request through the worker to ConnectWise and the audit log', async () => {
    const traceId = idOf(1);
    const id = await makeOpportunity('Firewall refresh');
    expect((await win(id, { traceId })).data?.markOpportunityWon.problems).toEqual([]);
    await pushed(id);
    await until(
      () => receiver.ofTrace(traceId).some(({ name }) => name === 'push opportunity'),
      'the push is collected',
      10_000,
    );
    const spans = receiver.ofTrace(traceId);
    const named = (name: string) => spans.filter((span) => span.name === name);
    const parentOf = (span: { parentSpanId?: string } | undefined) =>
      spans.find(({ spanId }) => spanId === span?.parentSpanId);

    const [request] = named('mutation Win');
    expect(request).toMatchObject({
      service: 'causeway-api',
      parentSpanId: '00f067aa0ba902b7',
      isError: false,
      attributes: { 'http.request.method': 'POST', 'http.route': '/graphql', 'http.response.status_code': 200 },
    });
    const transaction = spans.find((span) => span.service === 'causeway-api' && span.name === 'transaction');
    expect(transaction?.attributes['causeway.statements']).toBeGreaterThan(3);
    const [push] = named('push opportunity');
    expect(push).toMatchObject({
      service: 'causeway-worker',
      attributes: { 'causeway.reason': 'won', 'causeway.outcome': 'pushed', 'causeway.attempt': 1 },
    });
    // Asked for in the transaction of the win.
    expect(parentOf(push)).toMatchObject({ service: 'causeway-api', name: 'transaction' });
    expect(parentOf(parentOf(push))).toBe(request);
    // The job that came upon it is a trace of its own, and stays findable.
    const found = push?.links[0]?.traceId ?? '';
    expect(found).not.toBe(traceId);
    await until(
      () => receiver.ofTrace(found).some(({ name }) => name === 'job sync.push'),
      'the job is collected',
      10_000,
    );

    const created = spans.find(({ name }) => name === 'ConnectWise POST /sales/opportunities');
    expect(created?.attributes).toMatchObject({ 'http.response.status_code': 201, 'http.request.method': 'POST' });
    expect(parentOf(created)).toMatchObject({ name: 'step opportunity' });
    expect(parentOf(parentOf(created))).toBe(push);
    const steps = spans.filter(({ name }) => name.startsWith('step ')).map(({ name }) => name);
    expect(steps).toEqual(expect.arrayContaining(['step company', 'step opportunity', 'step close']));

    const { auditEvents } = await programs.graphql(
      'query ($id: ID!) { auditEvents(first: 50, filter: { opportunityId: $id }) { items { operation direction traceId runId } } }',
      { id },
    );
    const out = auditEvents.items.filter(({ direction }: { direction: string }) => direction === 'OUT');
    expect(out.length).toBeGreaterThan(2);
    expect(new Set(out.map((event: { traceId: string }) => event.traceId))).toEqual(new Set([traceId]));
    expect(push?.attributes['causeway.run_id']).toBe(out[0].runId);
    const [line] = worker.output.text
      .split('\n')
      .filter((text) => text.includes('sync.push_ended') && text.includes(id));
    expect(JSON.parse(line ?? '')).toMatchObject({ traceId, localId: id });
  });

  it('follow a "sync now" to the pages that it pulled', async () => {
    const traceId = idOf(2);
    programs.sandbox.store.insert('companies', {
      name: 'Planted Lantern',
      identifier: 'PlantedLantern',
      city: 'Ocala',
      site: { name: 'Main' },
    });
    const answer = await post('mutation { syncNow { run { id } problems { message } } }', {}, { traceId });
    expect(answer.data?.syncNow.problems).toEqual([]);
    // Two jobs of the worker may look at the same run, and both find it done; one of them carries it out.
    const page = () =>
      receiver
        .ofTrace(traceId)
        .find(({ name, attributes }) => name === 'write page' && attributes['causeway.entity'] === 'company');
    const carriedOut = () => receiver.ofTrace(traceId).find(({ spanId }) => spanId === page()?.parentSpanId);
    await until(() => carriedOut() !== undefined, 'the run is collected', 30_000);
    expect(carriedOut()).toMatchObject({ name: 'run manual', service: 'causeway-worker' });
    expect(carriedOut()?.attributes['causeway.outcome']).toBe('done');
    const spans = receiver.ofTrace(traceId);
    expect(spans.some(({ name }) => name === 'ConnectWise GET /company/companies')).toBe(true);
    const { auditEvents } = await programs.graphql(
      '{ auditEvents(first: 5, filter: { text: "Planted Lantern" }) { items { traceId } } }',
    );
    expect(auditEvents.items).toEqual([{ traceId }]);
  });

  it('begin by themselves where the caller names none, and an error tells its own', async () => {
    const { errors } = await post('{ node(id: "no-such-id") { id } nothing }', {});
    const traceId = errors[0]?.extensions?.traceId;
    expect(traceId).toMatch(/^[0-9a-f]{32}$/);
    const forged = await post('{ nothing }', {}, { traceId: '0'.repeat(32) });
    expect(forged.errors[0]?.extensions?.traceId).not.toBe('0'.repeat(32));
    await until(() => receiver.ofTrace(String(traceId)).length > 0, 'its span is collected', 10_000);
  });

  it('say nothing of customers, and ConnectWise hears of none', async () => {
    const names = new Set(receiver.spans.flatMap(({ attributes }) => Object.keys(attributes)));
    expect([...names].filter((name) => !(spanFactNames as readonly string[]).includes(name))).toEqual([]);
    const { publicKey, privateKey, company } = programs.sandbox;
    const { cookie = '' } = await programs.headers();
    for (const word of [
      ...planted,
      'Planted Lantern',
      'Ocala',
      publicKey,
      privateKey,
      company,
      cookie.split('=')[1] ?? '',
    ])
      expect([word, receiver.text.includes(word)]).toEqual([word, false]);
    expect(receiver.text).not.toMatch(/select |insert into|update /);
    expect(receiver.headers[0]).toMatchObject({ 'x-collector-key': 'collector-secret' });
    expect([programs.api, worker].some(({ output }) => output.text.includes('collector-secret'))).toBe(false);
    const heard = programs.sandbox.journal();
    expect(heard.length).toBeGreaterThan(20);
    expect(heard.filter(({ headers }) => 'traceparent' in headers || 'tracestate' in headers)).toEqual([]);
  });

  it('have IDs, and go nowhere, where no collector is named', async () => {
    const traceId = idOf(3);
    const silent = await programs.startApi({ OTEL_EXPORTER_OTLP_ENDPOINT: '' });
    const answer = await post('{ nothing }', {}, { traceId, url: silent.url });
    expect(answer.errors[0]?.extensions).toMatchObject({ traceId });
    await silent.signal('SIGTERM');
    expect(receiver.ofTrace(traceId)).toEqual([]);
  });

  it('break and slow nothing while the collector does not answer or is gone', async () => {
    receiver.isMute = true;
    const before = await makeOpportunity('Mute');
    await win(before, { traceId: idOf(4) });
    await pushed(before);
    await receiver.close();
    const id = await makeOpportunity('Gone');
    const startedAt = performance.now();
    await win(id, { traceId: idOf(5) });
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    await pushed(id);
    const [row] = await programs.test.sql<{ trace: string }>(
      `select distinct replace(trace_id::text, '-', '') as trace from audit_event where opportunity_id = $1 and direction = 'out'`,
      [id],
    );
    expect(row?.trace).toBe(idOf(5));
    await until(() => worker.output.text.includes('the receiver of traces has trouble'), 'the log tells of it', 30_000);
    const stoppedAt = performance.now();
    await worker.signal('SIGTERM');
    expect(performance.now() - stoppedAt).toBeLessThan(9_000);
  });
});
