import type { Client } from 'urql';
import type { Ask } from '../components/ask-ahead.ts';
import { createLiveStatus, type LiveStatus } from '../components/live-status.ts';
import { socketUrl } from './live-transport.ts';
import { createApiClient } from './urql.ts';

/** The sign-in that the router and the pages share, there before either. */
export type ApiSession = {
  live: LiveStatus;
  client: () => Client;
  listen: (heard: () => void) => () => void;
  /** Starts a query before the page that shows its answer is there. */
  ask: Ask;
  /** Forgets everything cached: the next sign-in gets a client of its own. */
  renew: () => void;
  /** What to do when the server no longer knows who asks. */
  onSignedOut: (act: () => void) => void;
  close: () => void;
};

/** Begins at the address of the page. */
export function createApiSession(): ApiSession {
  const live = createLiveStatus();
  const listeners = new Set<() => void>();
  let signedOut: () => void = () => undefined;
  const open = () =>
    createApiClient({
      url: new URL('/graphql', window.location.href).href,
      socketUrl: socketUrl(window.location),
      live,
      onSignedOut: () => signedOut(),
    });
  let current = open();
  return {
    live,
    client: () => current.client,
    listen: (heard) => {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
    ask: (...query) => current.ask(...query),
    renew: () => {
      current.close();
      current = open();
      for (const heard of listeners) heard();
    },
    onSignedOut: (act) => {
      signedOut = act;
    },
    close: () => current.close(),
  };
}
