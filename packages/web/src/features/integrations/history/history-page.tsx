import { t } from '@lingui/core/macro';
import { Button, Center, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { EnglishOnly } from '../../../components/language/english-only.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { EmptyState, QueryState } from '../../../components/query-state.tsx';
import { usePagedQuery } from '../../../components/use-paged-query.ts';
import { readFragment } from '../../../graphql/fragment-masking.ts';
import type { SettingsHistoryQuery } from '../../../graphql/graphql.ts';
import { ExportButton } from './export-button.tsx';
import { HistoryQuery, historyVariables, RevisionFields } from './history.graphql.ts';
import { ImportButton } from './import-button.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { RevisionCard } from './revision-card.tsx';

const pageOf = (data: SettingsHistoryQuery) => data.settingsRevisions;

/** Who changed which setting and when; each state can be put back, and the present one carried to another account. */
export function HistoryPage(): ReactElement {
  const result = usePagedQuery({ query: HistoryQuery, variables: historyVariables, page: pageOf });
  const [restoring, setRestoring] = useState<number | null>(null);
  const revisions = readFragment(RevisionFields, result.items);
  return (
    <>
      <PageHeader
        title={t`Settings history`}
        back={{ to: '/integrations', label: t`Integrations` }}
        description={
          <>
            {t`Every state that the ConnectWise settings were in, and the imports of tax codes. Keys are no part of it.`}
            <EnglishOnly />
          </>
        }
        actions={
          <Group gap="xs">
            <ImportButton />
            <ExportButton isEmpty={revisions.length === 0} />
          </Group>
        }
      />
      <QueryState
        result={result}
        onRetry={result.retry}
        skeleton={
          <Stack>
            <Skeleton h={110} />
            <Skeleton h={110} />
            <Skeleton h={110} />
          </Stack>
        }
        isEmpty={() => revisions.length === 0}
        empty={
          <EmptyState
            title={t`No settings yet`}
            icon={<IconHistory size={24} aria-hidden />}
          >{t`The history begins once ConnectWise is connected.`}</EmptyState>
        }
      >
        {() => (
          <Stack component="ol" gap="sm" p={0} m={0} style={{ listStyle: 'none' }} aria-label={t`Revisions`}>
            {revisions.map((revision) => (
              <RevisionCard key={revision.id} revision={revision} onRestore={() => setRestoring(revision.revision)} />
            ))}
          </Stack>
        )}
      </QueryState>
      {result.moreError && (
        <Text size="sm" c="red" role="alert" mt="sm">{t`The earlier ones could not be loaded. Try again.`}</Text>
      )}
      {result.hasMore && (
        <Center mt="md">
          <Button
            variant="default"
            loading={result.loadingMore}
            onClick={result.loadMore}
          >{t`Show earlier ones`}</Button>
        </Center>
      )}
      <RestoreDialog revision={restoring} onClose={() => setRestoring(null)} />
    </>
  );
}
