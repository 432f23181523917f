import { t } from '@lingui/core/macro';
import { Alert, List, Skeleton, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { failureText } from '../../../components/failure-text.ts';
import type { SyncMode } from '../../../graphql/graphql.ts';
import { ModePreviewQuery } from './scope.graphql.ts';

/** What will happen once the mode is saved, before it is. */
export function ModeChange({ mode }: { mode: SyncMode }): ReactElement {
  const [{ data, error, fetching }] = useQuery({
    query: ModePreviewQuery,
    variables: { mode },
    requestPolicy: 'network-only',
  });
  const answer = data?.modePreview;
  const isOld = answer?.preview && answer.preview.mode !== mode;
  const failure = error ? failureText(error) : answer?.problems[0]?.message;
  return (
    <Alert mt="md" icon={<IconInfoCircle size={18} />} title={t`Once this is saved`} role="status">
      {fetching || isOld ? (
        <Skeleton h={44} aria-label={t`Working out what will happen`} />
      ) : failure ? (
        <Text size="sm">{t`What will happen could not be worked out: ${failure}`}</Text>
      ) : (
        <List size="sm" spacing={4}>
          {(answer?.preview?.sentences ?? []).map((sentence) => (
            <List.Item key={sentence}>{sentence}</List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
