import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { t } from '@lingui/core/macro';
import { ActionIcon, Anchor, Group, PasswordInput, Text, Title, Tooltip, useMantineColorScheme } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { GraphiQL } from 'graphiql';
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import { createClient } from 'graphql-ws';
import { type ReactElement, useMemo, useState } from 'react';
import classes from './explorer-page.module.css';

const FIRST_QUERY = `# Figures of the last 24 hours by status. Ctrl-Space completes, Ctrl-Enter runs.
query LastDay {
  syncStatistics(groupBy: [STATUS]) {
    buckets
    total
    series { status total counts }
  }
}

# What happens from now on, row by row.
subscription Live {
  auditEventAdded {
    at
    entity
    status
    name
    description
  }
}
`;

/** Asks as the token says, or without one as whoever is signed in. */
function fetcherFor(token: string): Fetcher {
  const url = '/graphql';
  const socket = new URL(url, window.location.href);
  socket.protocol = socket.protocol.replace('http', 'ws');
  return createGraphiQLFetcher({
    url,
    ...(token ? { headers: { authorization: `Bearer ${token}` } } : {}),
    wsClient: createClient({ url: socket.href, ...(token ? { connectionParams: { token } } : {}) }),
  });
}

/** The API by hand: every field with its description, completed as you type. Everything comes from this server. */
export function ExplorerPage(): ReactElement {
  const [token, setToken] = useState('');
  const fetcher = useMemo(() => fetcherFor(token.trim()), [token]);
  const { colorScheme } = useMantineColorScheme();
  const theme = colorScheme === 'auto' ? undefined : colorScheme;
  return (
    <main className={classes.page}>
      <Group component="header" justify="space-between" px="md" py={8} gap="md">
        <Group gap="xs">
          <Tooltip label={t`Back to API access`}>
            <ActionIcon component={Link} to="/api-access" variant="subtle" aria-label={t`Back to API access`}>
              <IconArrowLeft size={18} />
            </ActionIcon>
          </Tooltip>
          <Title order={1} size="h4">{t`API explorer`}</Title>
          <Anchor href="/api/reference" size="sm">{t`Reference`}</Anchor>
        </Group>
        <Group gap="xs" className={classes.token}>
          <Text size="sm" c="dimmed" id="token-hint">
            {token ? t`Asks with this token.` : t`Asks as you, or with this token:`}
          </Text>
          <PasswordInput
            aria-label={t`Token`}
            aria-describedby="token-hint"
            placeholder="cwy_…"
            miw="14rem"
            size="xs"
            autoComplete="off"
            value={token}
            onChange={(event) => setToken(event.currentTarget.value)}
          />
        </Group>
      </Group>
      <div className={classes.explorer}>
        <GraphiQL key={token} fetcher={fetcher} initialQuery={FIRST_QUERY} {...(theme ? { forcedTheme: theme } : {})} />
      </div>
    </main>
  );
}
