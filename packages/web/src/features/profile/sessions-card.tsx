import { Button, Card, Group, List, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useMutation, useQuery } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { notifyDone, notifyFailure } from '../../components/notify.ts';
import { QueryState } from '../../components/query-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { EndMyOtherSessionsMutation, MySessionsQuery } from './profile.graphql.ts';

const context = { additionalTypenames: ['OwnSession'] };

/** Where one is signed in, and the way out everywhere else. */
export function SessionsCard(): ReactElement {
  const [result, ask] = useQuery({ query: MySessionsQuery, context, requestPolicy: 'cache-and-network' });
  const [{ fetching }, endOthers] = useMutation(EndMyOtherSessionsMutation);
  const end = async (): Promise<void> => {
    const { data, error } = await endOthers({}, context);
    if (error) return notifyFailure(failureText(error));
    notifyDone(`You are signed out everywhere else. Sessions that ended: ${data?.endMyOtherSessions ?? 0}.`);
    ask({ requestPolicy: 'network-only' });
  };
  return (
    <Card component="section" aria-labelledby="profile-sessions">
      <Group justify="space-between" mb="sm">
        <Title order={2} fz="md" id="profile-sessions">
          Where you are signed in
        </Title>
        <Button variant="default" size="xs" loading={fetching} onClick={() => void end()}>
          Sign out everywhere else
        </Button>
      </Group>
      <QueryState result={result} onRetry={() => ask({ requestPolicy: 'network-only' })}>
        {({ mySessions }) => (
          <List size="sm" listStyleType="none" spacing="xs">
            {mySessions.map((session) => (
              <List.Item key={session.id}>
                <Text size="sm">
                  {browserOf(session.userAgent)} from {session.address ?? 'an unknown address'},{' '}
                  <RelativeTime at={session.createdAt} />
                  {session.isCurrent ? ' (this session)' : ''}
                </Text>
              </List.Item>
            ))}
          </List>
        )}
      </QueryState>
    </Card>
  );
}

/** The name that people know; what a program sends may say anything. */
function browserOf(userAgent: string | null | undefined): string {
  const [, name] = /(Edg|Firefox|Chrome|Safari)\//.exec(userAgent ?? '') ?? [];
  if (name === 'Edg' || /Edg\//.test(userAgent ?? '')) return 'Edge';
  return name ?? 'Another program';
}
