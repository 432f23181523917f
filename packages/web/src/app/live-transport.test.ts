import { describe, expect, it } from 'vitest';
import { lastCursor, socketUrl, waitMs } from './live-transport.ts';
import { isSignedOut } from './urql.ts';

describe('the live connection', () => {
  it('goes to the page’s own origin, as securely as the page', () => {
    expect(socketUrl({ protocol: 'https:', host: 'crm.example.com' })).toBe('wss://crm.example.com/graphql');
    expect(socketUrl({ protocol: 'http:', host: '127.0.0.1:4000' })).toBe('ws://127.0.0.1:4000/graphql');
  });

  it('tries again slower each time, never slower than 30 s', () => {
    expect(waitMs(0, 0)).toBe(500);
    expect(waitMs(3, 0)).toBe(4_000);
    expect(waitMs(3, 1)).toBe(2_000);
    expect(waitMs(20, 0)).toBe(30_000);
  });

  it('remembers the cursor of the last row', () => {
    expect(lastCursor({ auditEventAdded: { id: 'e1', cursor: 'c9' } })).toBe('c9');
    expect(lastCursor({ integrationHealthChanged: { tone: 'ok' } })).toBeNull();
    expect(lastCursor(null)).toBeNull();
  });
});

describe('the end of a session', () => {
  const coded = (code: string) => ({ graphQLErrors: [{ extensions: { code } }] as never, response: undefined });
  it('is told from other failures', () => {
    expect(isSignedOut(coded('unauthenticated'))).toBe(true);
    expect(isSignedOut(coded('UNAUTHENTICATED'))).toBe(true);
    expect(isSignedOut(coded('forbidden'))).toBe(false);
    expect(isSignedOut({ graphQLErrors: [], response: { status: 401 } })).toBe(true);
  });
});
