import { msg, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Anchor, Button, Card, Group, SimpleGrid, Text, ThemeIcon, Title } from '@mantine/core';
import { IconAlertTriangle, IconPlayerPause, IconPlugConnected } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { FixLink, fixStepOf } from '../../components/fix-link.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { EnglishOnly } from '../../components/language/english-only.tsx';
import { words } from '../../components/language/language.ts';
import { HowLong, NextTime, RelativeTime } from '../../components/relative-time.tsx';
import { StatusBadge, type Tone } from '../../components/status-badge.tsx';
import { asSentence, formatCount } from '../../components/sync-words.ts';
import type { ConnectionFieldsFragment, ConnectionState, IntegrationsQuery } from '../../graphql/graphql.ts';
import { ConnectionActions } from './connection-actions.tsx';
import { nextStep } from './problem-words.ts';
import { modeWords } from './scope/mode-words.ts';

const stateWords: Record<ConnectionState, { label: string; tone: Tone }> = words({
  CONNECTED: { label: msg`Connected`, tone: 'ok' },
  ERROR: { label: msg`Error`, tone: 'stopped' },
  PAUSED: { label: msg`Paused`, tone: 'attention' },
});

type Props = {
  connection: ConnectionFieldsFragment | null;
  settings: IntegrationsQuery['syncSettings'] | null;
  health: IntegrationsQuery['integrationHealth'];
};

/** ConnectWise Manage: Connect, Connected, Paused or Error, and what can be done in each state. */
export function ConnectWiseCard({ connection, settings, health }: Props): ReactElement {
  return (
    <Card component="section" aria-label={t`ConnectWise Manage`}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Group gap="md" wrap="nowrap" align="flex-start">
          <ThemeIcon size={42} variant="light" color="harbor">
            <IconPlugConnected size={24} aria-hidden />
          </ThemeIcon>
          <div>
            <Title order={3} fz="md">{t`ConnectWise Manage`}</Title>
            <Text size="sm" c="dimmed">{t`Companies, contacts, catalog items and opportunities.`}</Text>
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
            <Alert mt="md" color="yellow" icon={<IconAlertTriangle size={18} />} title={t`Older version of the API`}>
              {connection.apiVersionWarning}
            </Alert>
          )}
          <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} mt="lg" verticalSpacing="md">
            <Fact label={t`Site`}>{t`${connection.host}, company ${connection.loginCompany}`}</Fact>
            <Fact label={t`Public key`}>
              <Trans>
                ends in {connection.publicKeyHint.replace(/^\W+/, '')}, set <RelativeTime at={connection.keysSetAt} />
                {connection.keysSetBy && t` by ${connection.keysSetBy}`}
              </Trans>
            </Fact>
            <Fact label={t`Private key`}>{connection.hasPrivateKey ? t`stored, never shown` : t`missing`}</Fact>
            <Fact label={t`Verified`}>
              <Trans>
                <RelativeTime at={connection.verifiedAt} none={t`not yet`} />
                {connection.version && t`, version ${connection.version}`}, API {connection.apiVersion}
              </Trans>
            </Fact>
            <Fact label={t`Mode`}>{settings ? modeWords[settings.mode].label : '–'}</Fact>
            <Fact label={t`Last poll`}>
              <RelativeTime at={health.lastPullAt} none={t`never`} />
            </Fact>
            <Fact label={t`Next poll`}>
              <NextTime at={health.nextPullAt} none={t`not planned`} />
            </Fact>
            <Fact label={t`Open issues`}>
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
              {settings?.startedAt ? t`Settings` : t`Set up and start`}
            </Button>
            <Button
              size="sm"
              variant="default"
              renderRoot={(props) => <Link to="/integrations/history" {...props} />}
            >{t`Settings history`}</Button>
            <Button
              size="sm"
              variant="default"
              renderRoot={(props) => <Link to="/audit" {...props} />}
            >{t`Audit log`}</Button>
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
    <GuardedButton
      needs="canAdminister"
      size="sm"
      onClick={() => void navigate({ to: '/integrations/setup/connect' })}
    >{t`Connect`}</GuardedButton>
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
      title={isPaused ? t`The sync is paused` : t`The sync stopped`}
    >
      <Text size="sm">
        <Trans>
          {asSentence(connection.stateMessage ?? t`No reason was given`)} For <HowLong at={connection.stateSince} />.
          {!isPaused && ` ${nextStep(connection.stateCode)}`}
        </Trans>
        <EnglishOnly />
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
