import { Alert, Anchor, Button, Card, Group, SimpleGrid, Text, ThemeIcon, Title } from '@mantine/core';
import { IconAlertTriangle, IconPlayerPause, IconPlugConnected } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { FixLink, fixStepOf } from '../../components/fix-link.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { StatusBadge, type Tone } from '../../components/status-badge.tsx';
import { asSentence, formatCount } from '../../components/sync-words.ts';
import type { ConnectionFieldsFragment, ConnectionState, IntegrationsQuery } from '../../graphql/graphql.ts';
import { ConnectionActions } from './connection-actions.tsx';
import { nextStep } from './problem-words.ts';
import { modeWords } from './scope/mode-words.ts';

const stateWords: Record<ConnectionState, { label: string; tone: Tone }> = {
  CONNECTED: { label: 'Connected', tone: 'ok' },
  ERROR: { label: 'Error', tone: 'stopped' },
  PAUSED: { label: 'Paused', tone: 'attention' },
};

type Props = {
  connection: ConnectionFieldsFragment | null;
  settings: IntegrationsQuery['syncSettings'] | null;
  health: IntegrationsQuery['integrationHealth'];
};

/** ConnectWise Manage: Connect, Connected, Paused or Error, and what can be done in each state. */
export function ConnectWiseCard({ connection, settings, health }: Props): ReactElement {
  return (
    <Card component="section" aria-label="ConnectWise Manage">
      <Group justify="space-between" align="flex-start" gap="sm">
        <Group gap="md" wrap="nowrap" align="flex-start">
          <ThemeIcon size={42} variant="light" color="harbor">
            <IconPlugConnected size={24} aria-hidden />
          </ThemeIcon>
          <div>
            <Title order={3} fz="md">
              ConnectWise Manage
            </Title>
            <Text size="sm" c="dimmed">
              Companies, contacts, catalog items and opportunities.
            </Text>
          </div>
        </Group>
        {connection ? (
          <StatusBadge tone={stateWords[connection.state].tone}>{stateWords[connection.state].label}</StatusBadge>
        ) : (
          <ConnectButton />
        )}
      </Group>
      {connection && (
        <>
          <StateNotice connection={connection} />
          {connection.apiVersionWarning && (
            <Alert mt="md" color="yellow" icon={<IconAlertTriangle size={18} />} title="Older version of the API">
              {connection.apiVersionWarning}
            </Alert>
          )}
          <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} mt="lg" verticalSpacing="md">
            <Fact label="Site">
              {connection.host}, company {connection.loginCompany}
            </Fact>
            <Fact label="Public key">
              ends in {connection.publicKeyHint.replace(/^\W+/, '')}, set <RelativeTime at={connection.keysSetAt} />
              {connection.keysSetBy && ` by ${connection.keysSetBy}`}
            </Fact>
            <Fact label="Private key">{connection.hasPrivateKey ? 'stored, never shown' : 'missing'}</Fact>
            <Fact label="Verified">
              <RelativeTime at={connection.verifiedAt} none="not yet" />
              {connection.version && `, version ${connection.version}`}, API {connection.apiVersion}
            </Fact>
            <Fact label="Mode">{settings ? modeWords[settings.mode].label : '–'}</Fact>
            <Fact label="Last poll">
              <RelativeTime at={health.lastPullAt} none="never" />
            </Fact>
            <Fact label="Next poll">
              <RelativeTime at={health.nextPullAt} none="not planned" />
            </Fact>
            <Fact label="Open issues">
              <Anchor inherit renderRoot={(props) => <Link to="/issues" {...props} />}>
                {formatCount(health.openIssues)}
              </Anchor>
            </Fact>
          </SimpleGrid>
          <Group mt="lg" gap="xs">
            <Button
              size="sm"
              variant={settings?.startedAt ? 'default' : 'filled'}
              renderRoot={(props) => <Link to="/integrations/setup/scope" {...props} />}
            >
              {settings?.startedAt ? 'Settings' : 'Set up and start'}
            </Button>
            <Button size="sm" variant="default" renderRoot={(props) => <Link to="/integrations/history" {...props} />}>
              Settings history
            </Button>
            <Button size="sm" variant="default" renderRoot={(props) => <Link to="/audit" {...props} />}>
              Audit log
            </Button>
            <ConnectionActions connection={connection} />
          </Group>
        </>
      )}
    </Card>
  );
}

function ConnectButton(): ReactElement {
  const navigate = useNavigate();
  return (
    <GuardedButton needs="canAdminister" size="sm" onClick={() => void navigate({ to: '/integrations/setup/connect' })}>
      Connect
    </GuardedButton>
  );
}

function StateNotice({ connection }: { connection: ConnectionFieldsFragment }): ReactElement | null {
  if (connection.state === 'CONNECTED') return null;
  const isPaused = connection.state === 'PAUSED';
  return (
    <Alert
      mt="md"
      color={isPaused ? 'yellow' : 'red'}
      icon={isPaused ? <IconPlayerPause size={18} /> : <IconAlertTriangle size={18} />}
      title={isPaused ? 'The sync is paused' : 'The sync stopped'}
    >
      <Text size="sm">
        {asSentence(connection.stateMessage ?? 'No reason was given')} Since <RelativeTime at={connection.stateSince} />
        .{!isPaused && ` ${nextStep(connection.stateCode)}`}
      </Text>
      {!isPaused && <FixLink step={fixStepOf(connection.stateCode)} />}
    </Alert>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="sm" component="div">
        {children}
      </Text>
    </div>
  );
}
