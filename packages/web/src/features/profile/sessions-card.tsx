import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { deviceOf, placeOf } from '../../components/device-name.ts';
import { failureText } from '../../components/failure-text.ts';
import { notifyDone, notifyFailure, told } from '../../components/notify.ts';
import { QueryState } from '../../components/query-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import type { MySessionsQuery as SessionsData } from '../../graphql/graphql.ts';
import { EndMyOtherSessionsMutation, EndMySessionMutation, MySessionsQuery } from './profile.graphql.ts';

type OwnSession = SessionsData['mySessions'][number];

const context = { additionalTypenames: ['OwnSession'] };

/** Where one is signed in, and the way out there or everywhere else. */
export function SessionsCard(): ReactElement {
  const [result, ask] = useQuery({ query: MySessionsQuery, context, requestPolicy: 'cache-and-network' });
  const [{ fetching }, endOthers] = useMutation(EndMyOtherSessionsMutation);
  const end = async (): Promise<void> => {
    const { data, error } = await endOthers({}, context);
    if (error) return notifyFailure(failureText(error));
    notifyDone(t`You are signed out everywhere else. Sessions that ended: ${data?.endMyOtherSessions ?? 0}.`);
    ask({ requestPolicy: 'network-only' });
  };
  return (
    <Card component="section" aria-labelledby="profile-sessions">
      <Group justify="space-between" mb="sm">
        <Title order={2} fz="md" id="profile-sessions">{t`Where you are signed in`}</Title>
        <Button
          variant="default"
          size="xs"
          loading={fetching}
          onClick={() => void end()}
        >{t`Sign out everywhere else`}</Button>
      </Group>
      <QueryState result={result} onRetry={() => ask({ requestPolicy: 'network-only' })}>
        {({ mySessions }) => (
          <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
            {mySessions.map((session) => (
              <Group component="li" key={session.id} justify="space-between" wrap="nowrap" gap="sm">
                <SessionLine session={session} />
                {session.isCurrent ? (
                  <StatusBadge tone="ok">{t`This one`}</StatusBadge>
                ) : (
                  <EndSession session={session} />
                )}
              </Group>
            ))}
          </Stack>
        )}
      </QueryState>
    </Card>
  );
}

function SessionLine({ session }: { session: OwnSession }): ReactElement {
  return (
    <div style={{ minWidth: 0 }}>
      <Text size="sm" fw={500}>
        {deviceOf(session.userAgent)}
      </Text>
      <Text size="xs" c="dimmed">
        <Trans>
          {placeOf(session.address)}, signed in <RelativeTime at={session.createdAt} />, ends{' '}
          <RelativeTime at={session.expiresAt} />
        </Trans>
      </Text>
    </div>
  );
}

function EndSession({ session }: { session: OwnSession }): ReactElement {
  const [isBusy, setBusy] = useState(false);
  const [, end] = useMutation(EndMySessionMutation);
  const act = async (): Promise<void> => {
    setBusy(true);
    const { data, error } = await end({ id: session.id }, context);
    setBusy(false);
    told(error, data?.endMySession.problems, t`${deviceOf(session.userAgent)} is signed out.`);
  };
  return (
    <Button
      variant="default"
      size="compact-sm"
      loading={isBusy}
      onClick={() => void act()}
      aria-label={t`Sign out ${deviceOf(session.userAgent)} ${placeOf(session.address)}`}
    >{t`Sign out`}</Button>
  );
}
