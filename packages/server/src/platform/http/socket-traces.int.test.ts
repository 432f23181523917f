import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts';

const traceOf = (n: number): string => n.toString(16).padStart(32, '6');
const parentOf = (n: number): string => `00-${traceOf(n)}-00f067aa0ba902b7-01`;

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for
  data?: any;
  errors?: readonly { message: string; extensions?: Record<string, unknown> }[];
}

describe('operations on a socket', () => {
  let app: TestApp;
  let headers: Record<string, string>;
  beforeAll(async () => {
    app = await createTestApp({ sandbox: false });
    headers = await app.headersOf('admin');
  });
  afterAll(() => app.stop());

  const asking = async (
    query: string,
    { extensions, first }: { extensions?: Record<string, unknown>; first?: Record<string, unknown> },
  ): Promise<Answer> => {
    class Socket extends WebSocket {
      constructor(address: string, protocols: string | string[]) {
        super(address, protocols, { headers });
      }
    }
    const client = createClient({
      url: `${app.url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: Socket,
      retryAttempts: 0,
      ...(first ? { connectionParams: first } : {}),
    });
    try {
      return await new Promise<Answer>((resolve) => {
        client.subscribe(
          { query, ...(extensions ? { extensions } : {}) },
          {
            next: (answer) => resolve(answer as Answer),
            error: (errors) => resolve({ errors: errors as Answer['errors'] & object }),
            complete: () => undefined,
          },
        );
      });
    } finally {
      await client.dispose();
    }
  };
  const failing = 'mutation { updateClient(id: "none", input: { name: "x" }) { client { nothing } } }';
  const traceOfError = (answer: Answer) => answer.errors?.[0]?.extensions?.traceId;

  it.each([
    ['its own extensions', { extensions: { traceparent: parentOf(1) } }, traceOf(1)],
    ['the first message', { first: { traceparent: parentOf(2) } }, traceOf(2)],
    [
      'its own extensions before the first message',
      { extensions: { traceparent: parentOf(3) }, first: { traceparent: parentOf(2) } },
      traceOf(3),
    ],
    [
      'the first message where its own name none',
      { extensions: { traceparent: 'no trace' }, first: { traceparent: parentOf(2) } },
      traceOf(2),
    ],
  ])('go on with the trace of %s', async (_, named, trace) => {
    const name = `Harbor ${trace}${Object.keys(named).length}`;
    const made = await asking(
      `mutation { createClient(input: { name: "${name}" }) { client { id } problems { message } } }`,
      named,
    );
    expect(made.data?.createClient.problems).toEqual([]);
    const rows = await app.test.sql(
      `select replace(trace_id::text, '-', '') as trace from audit_event where local_id = $1`,
      [made.data?.createClient.client.id],
    );
    expect(rows).toEqual([{ trace }]);
    // Refused before anything runs, by a resolver, and at the beginning of a stream.
    expect(traceOfError(await asking(failing, named))).toBe(trace);
    expect(traceOfError(await asking('subscription { auditEventAdded(after: "nowhere") { id } }', named))).toBe(trace);
  });

  it('begin one of their own where none is named, another one each', async () => {
    const [one, other] = [await asking(failing, {}), await asking(failing, { first: { traceparent: 'no trace' } })];
    for (const answer of [one, other]) expect(traceOfError(answer)).toMatch(/^[0-9a-f]{32}$/);
    expect(traceOfError(one)).not.toBe(traceOfError(other));
  });
});
