import {
  type Client,
  type CombinedError,
  cacheExchange,
  createClient,
  fetchExchange,
  mapExchange,
  subscriptionExchange,
} from 'urql';
import type { Ask } from '../components/ask-ahead.ts';
import type { LiveStatus } from '../components/live-status.ts';
import { createAskedAhead } from './asked-ahead.ts';
import { latestAnswerExchange } from './latest-answer.ts';
import { createLiveTransport } from './live-transport.ts';
import { ownVariablesExchange } from './own-variables.ts';
import { newTraceParent } from './trace-parent.ts';

type Options = { url: string; socketUrl: string; live: LiveStatus; onSignedOut: () => void };

/** A client for one sign-in: its cache and its socket end with it. */
export type ApiClient = { client: Client; ask: Ask; close: () => void };

/**
 * Document cache: a mutation that returns a type makes every query on the page that showed this type ask again.
 * Lists that may be empty name their type in `additionalTypenames` where that matters.
 */
export function createApiClient({ url, socketUrl, live, onSignedOut }: Options): ApiClient {
  const transport = createLiveTransport(socketUrl, live);
  const ahead = createAskedAhead();
  // A page's query starts together with the question who is signed in. A refusal before that is answered says nothing new.
  let isSignedIn = false;
  const client = createClient({
    url,
    preferGetMethod: false,
    fetchOptions: () => ({
      credentials: 'same-origin',
      headers: { 'apollo-require-preflight': 'true', traceparent: newTraceParent() },
    }),
    requestPolicy: 'cache-and-network',
    exchanges: [
      ahead.exchange,
      cacheExchange,
      mapExchange({
        onResult: ({ data }) => {
          if (data?.viewer) isSignedIn = true;
        },
        onError: (error) => {
          if (isSignedIn && isSignedOut(error)) onSignedOut();
        },
      }),
      latestAnswerExchange,
      ownVariablesExchange,
      fetchExchange,
      subscriptionExchange({ forwardSubscription: transport.forward }),
    ],
  });
  return { client, ask: ahead.ask(client), close: transport.close };
}

/** True when the server no longer knows who asks: the session ended or was never there. */
export function isSignedOut(error: Pick<CombinedError, 'graphQLErrors' | 'response'>): boolean {
  if (error.response?.status === 401) return true;
  return error.graphQLErrors.some((one) =>
    /^(unauthenticated|not_signed_in)$/i.test(String(one.extensions?.code ?? '')),
  );
}
