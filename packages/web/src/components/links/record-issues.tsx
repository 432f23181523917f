import { plural, t } from '@lingui/core/macro';
import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { RecordIssuesQuery } from './links.graphql.ts';

type Props = { localId: string };

/** What keeps a record from being in step, on its own page, with the way to where it is cured: an issue of it, or of another record that it waits for. */
export function RecordIssues({ localId }: Props): ReactElement | null {
  const [{ data }] = useQuery({
    query: RecordIssuesQuery,
    variables: { localId },
    requestPolicy: 'cache-and-network',
  });
  const { items = [], totalCount = 0 } = data?.issues ?? {};
  const [first] = items;
  if (!first) return null;
  return (
    <Alert color="red" title={plural(totalCount, { one: 'One open issue', other: '# open issues' })}>
      <Stack gap={4} align="flex-start">
        {items.map(({ id, message }) => (
          <Text key={id} size="sm">
            {message}
          </Text>
        ))}
        <Anchor
          size="sm"
          renderRoot={(props) => (
            <Link to="/issues" search={{ entity: first.entity, text: first.recordName ?? undefined }} {...props} />
          )}
        >{t`See what to do, and retry`}</Anchor>
      </Stack>
    </Alert>
  );
}
