import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle, IconPlayerPause, IconPlugConnected } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { notifyFailure } from '../../components/notify.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import { asSentence } from '../../components/sync-words.ts';
import type { HealthFieldsFragment } from '../../graphql/graphql.ts';
import { ResumeFromOverview } from './overview.graphql.ts';

type Props = { connection: HealthFieldsFragment['connection']; isStarted: boolean };

/** What stands in the way of the sync, with the one thing to do next; nothing while all is well. */
export function ConnectionBanner({ connection, isStarted }: Props): ReactElement | null {
  if (!connection) {
    return (
      <Banner title="ConnectWise is not connected" color="harbor" icon={<IconPlugConnected size={18} />}>
        <Text size="sm">Connect it with the keys of an API member; nothing is synced before.</Text>
        <ToIntegrations to="/integrations/setup/connect">Connect</ToIntegrations>
      </Banner>
    );
  }
  if (connection.state === 'ERROR') {
    return (
      <Banner title="ConnectWise refuses or cannot be reached" color="red" icon={<IconAlertTriangle size={18} />}>
        <Text size="sm">
          {connection.stateMessage && asSentence(connection.stateMessage)} Since{' '}
          <RelativeTime at={connection.stateSince} />.
        </Text>
        <ToIntegrations to="/integrations">Mend the connection</ToIntegrations>
      </Banner>
    );
  }
  if (connection.state === 'PAUSED') {
    return (
      <Banner title="The sync is paused" color="yellow" icon={<IconPlayerPause size={18} />}>
        <Text size="sm">
          {asSentence(connection.stateMessage ?? 'No reason was given')} Since{' '}
          <RelativeTime at={connection.stateSince} />. Changes are kept and follow when it resumes.
        </Text>
        <Resume />
      </Banner>
    );
  }
  if (!isStarted) {
    return (
      <Banner
        title="Connected, but the sync has not been started"
        color="harbor"
        icon={<IconPlugConnected size={18} />}
      >
        <Text size="sm">Look over the settings, then start the first sync.</Text>
        <ToIntegrations to="/integrations/setup/scope">Open settings</ToIntegrations>
      </Banner>
    );
  }
  return null;
}

type BannerProps = { title: string; color: string; icon: ReactNode; children: ReactNode };

function Banner({ title, color, icon, children }: BannerProps): ReactElement {
  return (
    <Alert title={title} color={color} icon={icon} variant="light">
      <Group justify="space-between" gap="sm">
        {children}
      </Group>
    </Alert>
  );
}

type LinkProps = {
  to: '/integrations' | '/integrations/setup/connect' | '/integrations/setup/scope';
  children: ReactNode;
};

function ToIntegrations({ to, children }: LinkProps): ReactElement {
  return (
    <Button size="xs" renderRoot={(props) => <Link to={to} {...props} />}>
      {children}
    </Button>
  );
}

function Resume(): ReactElement {
  const [{ fetching }, resume] = useMutation(ResumeFromOverview);
  const start = async (): Promise<void> => {
    const { data, error } = await resume({});
    const problem = error ? failureText(error) : data?.resumeConnection.problems[0]?.message;
    if (problem) notifyFailure(problem);
  };
  return (
    <GuardedButton needs="canAdminister" size="xs" loading={fetching} onClick={() => void start()}>
      Resume
    </GuardedButton>
  );
}
