import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { type ReactElement, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { Provider as UrqlProvider } from 'urql';
import { createLiveStatus, LiveStatusContext } from '../components/live-status.ts';
import { SessionContext } from '../components/session.ts';
import { socketUrl } from './live-transport.ts';
import { cssVariables, theme } from './theme.ts';
import { createApiClient } from './urql.ts';

/** Under test there are no transitions to wait for. */
const env = import.meta.env.MODE === 'test' ? 'test' : 'default';

type Props = { onSignedOut: () => void; children: ReactNode };

/** Theme, API client and sign-in. A renewed session gets a new client, so that nothing of the old one is left in a cache. */
export function Providers({ onSignedOut, children }: Props): ReactElement {
  const [generation, setGeneration] = useState(0);
  const signedOut = useRef(onSignedOut);
  signedOut.current = onSignedOut;
  const live = useMemo(() => createLiveStatus(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each generation is a client of its own
  const api = useMemo(
    () =>
      createApiClient({
        url: new URL('/graphql', window.location.href).href,
        socketUrl: socketUrl(window.location),
        live,
        onSignedOut: () => signedOut.current(),
      }),
    [generation, live],
  );
  useEffect(() => api.close, [api]);
  const renew = useCallback(() => setGeneration((before) => before + 1), []);
  const session = useMemo(() => ({ renew }), [renew]);
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" cssVariablesResolver={cssVariables} env={env}>
      <Notifications position="bottom-right" limit={4} />
      <LiveStatusContext value={live}>
        <SessionContext value={session}>
          <UrqlProvider value={api.client}>{children}</UrqlProvider>
        </SessionContext>
      </LiveStatusContext>
    </MantineProvider>
  );
}
