import { t } from '@lingui/core/macro';
import { Card, Skeleton, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { QueryState } from '../../../components/query-state.tsx';
import { readFragment } from '../../../graphql/fragment-masking.ts';
import { RefreshLists } from '../setup/refresh-lists.tsx';
import { SetupLayout } from '../setup/setup-layout.tsx';
import { StepHeader } from '../setup/step-header.tsx';
import { CustomFieldsQuery, RemoteCustomFieldFields } from './custom-fields.graphql.ts';
import { CustomFieldsTable } from './custom-fields-table.tsx';
import { MappingTabs } from './mapping-tabs.tsx';

/** Which custom fields of ConnectWise are kept in step, and what they get by default. */
export function CustomFieldsPage(): ReactElement {
  const [result, ask] = useQuery({ query: CustomFieldsQuery, requestPolicy: 'cache-and-network' });
  return (
    <SetupLayout step="MAPPING">
      <StepHeader
        title={t`Custom fields of ConnectWise`}
        actions={<RefreshLists />}
      >{t`Keep a custom field of ConnectWise in step with one of the CRM, both ways like any other field. Where a record has no value in it, ConnectWise gets the default that is chosen here; what somebody entered there stays.`}</StepHeader>
      <MappingTabs />
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        skeleton={<Skeleton h={260} />}
      >
        {(data) => {
          const fields = readFragment(RemoteCustomFieldFields, data.remoteCustomFields);
          return (
            <Card component="section" aria-label={t`Custom fields`}>
              {fields.length === 0 ? (
                <Text
                  size="sm"
                  c="dimmed"
                >{t`ConnectWise has no custom fields on companies, contacts, opportunities or catalog items.`}</Text>
              ) : (
                <CustomFieldsTable key={data.syncSettings?.revision} fields={fields} />
              )}
            </Card>
          );
        }}
      </QueryState>
    </SetupLayout>
  );
}
