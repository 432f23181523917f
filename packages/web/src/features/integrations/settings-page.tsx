import { Anchor, Skeleton, Stack } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState, QueryState } from '../../components/query-state.tsx';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { SyncSettingsPageQuery } from '../../graphql/graphql.ts';
import { RefreshLists } from './refresh-lists.tsx';
import { OptionFields, SettingsFields, SettingsQuery } from './settings.graphql.ts';
import { SettingsEditor } from './settings-editor.tsx';
import type { Options } from './settings-form.ts';

/** What is synced and how: mode, defaults, stage map, start. Only while connected. */
export function SettingsPage(): ReactElement {
  const [result, ask] = useQuery({ query: SettingsQuery });
  const settings = readFragment(SettingsFields, result.data?.syncSettings);
  return (
    <>
      <PageHeader
        title="Sync settings"
        back={{ to: '/integrations', label: 'Integrations' }}
        description="Opportunities and quotes are made in the CRM; ConnectWise is kept in step."
        actions={settings && <RefreshLists />}
      />
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        skeleton={
          <Stack>
            <Skeleton h={220} />
            <Skeleton h={260} />
          </Stack>
        }
        isEmpty={(data) => !data.connection || !settings}
        empty={<NotConnected />}
      >
        {(data) => settings && <SettingsEditor key={settings.revision} settings={settings} options={optionsOf(data)} />}
      </QueryState>
    </>
  );
}

function optionsOf(data: SyncSettingsPageQuery): Options {
  return {
    locations: readFragment(OptionFields, data.locations),
    departments: readFragment(OptionFields, data.departments),
    ratings: readFragment(OptionFields, data.ratings),
    stages: readFragment(OptionFields, data.stages),
    statuses: readFragment(OptionFields, data.statuses),
    opportunityTypes: readFragment(OptionFields, data.opportunityTypes),
    members: readFragment(OptionFields, data.members),
    taxCodes: readFragment(OptionFields, data.taxCodes),
  };
}

function NotConnected(): ReactElement {
  return (
    <EmptyState
      title="Connect ConnectWise first"
      icon={<IconPlugConnected size={24} aria-hidden />}
      action={<Anchor renderRoot={(props) => <Link to="/integrations/connect" {...props} />}>Connect</Anchor>}
    >
      The settings are filled with the lists of your ConnectWise, so they open once it is connected.
    </EmptyState>
  );
}
