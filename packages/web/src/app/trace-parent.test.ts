import { expect, it, vi } from 'vitest';
import { createLiveStatus } from '../components/live-status.ts';
import { createApiClient } from './urql.ts';

it('begins a trace for each operation that it asks', async () => {
  const sent: (string | null)[] = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (_url, init) => {
    sent.push(new Headers(init?.headers).get('traceparent'));
    return new Response('{"data":{"a":1}}', { headers: { 'content-type': 'application/json' } });
  });
  const { client, close } = createApiClient({
    url: 'http://causeway.test/graphql',
    socketUrl: 'ws://causeway.test/graphql',
    live: createLiveStatus(),
    onSignedOut: () => undefined,
  });
  await client.query('{ a }', {}, { requestPolicy: 'network-only' }).toPromise();
  await client.mutation('mutation { b }', {}).toPromise();
  close();
  expect(sent).toHaveLength(2);
  for (const one of sent) expect(one).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  expect(sent[0]).not.toBe(sent[1]);
  vi.restoreAllMocks();
});
