import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.css';
import { type ReactElement, type ReactNode, useSyncExternalStore } from 'react';
import { Provider as UrqlProvider } from 'urql';
import { LiveStatusContext } from '../components/live-status.ts';
import { SessionContext } from '../components/session.ts';
import type { ApiSession } from './api-session.ts';
import { cssVariables, theme } from './theme.ts';

/** Under test there are no transitions to wait for. */
const env = import.meta.env.MODE === 'test' ? 'test' : 'default';

type Props = { session: ApiSession; children: ReactNode };

/** Theme, API client and sign-in. */
export function Providers({ session, children }: Props): ReactElement {
  const client = useSyncExternalStore(session.listen, session.client);
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" cssVariablesResolver={cssVariables} env={env}>
      <Notifications position="bottom-right" limit={4} />
      <LiveStatusContext value={session.live}>
        <SessionContext value={session}>
          <UrqlProvider value={client}>{children}</UrqlProvider>
        </SessionContext>
      </LiveStatusContext>
    </MantineProvider>
  );
}
