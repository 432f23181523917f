import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Text } from '@mantine/core';
import { IconPlus, IconWebhook } from '@tabler/icons-react';
import { type LinkProps, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useQuery } from 'urql';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { KeptFor } from '../../components/kept-for.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState, QueryState, TableSkeleton } from '../../components/query-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useRefusal } from '../../components/viewer.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { WebhookFieldsFragment } from '../../graphql/graphql.ts';
import { WebhookDialog } from './webhook-dialog.tsx';
import { WebhookDrawer } from './webhook-drawer.tsx';
import { stateWords, typeOf } from './webhook-words.ts';
import { WebhookFields, WebhooksQuery, webhooksContext } from './webhooks.graphql.ts';

const columns: Column<WebhookFieldsFragment>[] = [
  {
    key: 'name',
    get header() {
      return t`Name`;
    },
    width: '22%',
    cell: (webhook) => webhook.name,
  },
  {
    key: 'address',
    get header() {
      return t`Address`;
    },
    width: '24%',
    hideBelow: 'medium',
    onCard: true,
    cell: (webhook) => hostOf(webhook.url),
  },
  {
    key: 'events',
    get header() {
      return t`Sends`;
    },
    cell: (webhook) => (
      <Text component="span" size="sm" c="dimmed" lineClamp={2}>
        {webhook.events.map(typeOf).join(', ')}
      </Text>
    ),
  },
  {
    key: 'state',
    get header() {
      return t`State`;
    },
    width: 110,
    cell: ({ state }) => <StatusBadge tone={stateWords[state].tone}>{stateWords[state].label}</StatusBadge>,
  },
  {
    key: 'delivered',
    get header() {
      return t`Last delivered`;
    },
    width: 140,
    cell: (webhook) => <RelativeTime at={webhook.lastDeliveredAt} none={t`never`} />,
  },
  {
    key: 'waiting',
    get header() {
      return t`Waiting`;
    },
    width: 90,
    align: 'end',
    hideBelow: 'medium',
    cell: ({ waiting }) => waiting,
  },
];

const rowLink = ({ id }: { id: string }): LinkProps => ({
  to: '/webhooks',
  search: { webhook: id },
  resetScroll: false,
  preload: false,
});

/** Addresses of other programs that are told what happens here. */
export function WebhooksPage(): ReactElement {
  const refusal = useRefusal('canRetry');
  if (!refusal) return <Webhooks />;
  return (
    <>
      <PageHeader title={t`Webhooks`} />
      <Text size="sm">{t`Only support and administrators see the webhooks. Ask an administrator of your workspace.`}</Text>
    </>
  );
}

function Webhooks(): ReactElement {
  const { webhook: openId } = useSearch({ from: '/app/webhooks' });
  const navigate = useNavigate({ from: '/webhooks' });
  const [result, ask] = useQuery({
    query: WebhooksQuery,
    context: webhooksContext,
    requestPolicy: 'cache-and-network',
  });
  const [isAdding, setAdding] = useState(false);
  const rows = readFragment(WebhookFields, result.data?.webhooks ?? []);
  const add = (
    <GuardedButton
      needs="canAdminister"
      leftSection={<IconPlus size={16} />}
      onClick={() => setAdding(true)}
    >{t`Add webhook`}</GuardedButton>
  );
  return (
    <>
      <PageHeader
        title={t`Webhooks`}
        description={
          <Trans>
            Other programs are told what happens by signed messages, which are tried for about a day.
            <KeptFor kind="deliveriesDays" of="deliveries" />
          </Trans>
        }
        actions={add}
      />
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        skeleton={<TableSkeleton rows={4} />}
        isEmpty={({ webhooks }) => webhooks.length === 0}
        empty={
          <EmptyState
            title={t`No webhook yet`}
            icon={<IconWebhook size={24} aria-hidden />}
          >{t`A webhook is an address that Causeway tells when a run has finished, an issue opens or a record fails.`}</EmptyState>
        }
      >
        {() => (
          <DataTable label={t`Webhooks`} columns={columns} rows={rows} rowKey={({ id }) => id} rowLink={rowLink} />
        )}
      </QueryState>
      <WebhookDialog opened={isAdding} onClose={() => setAdding(false)} />
      <WebhookDrawer
        webhook={rows.find(({ id }) => id === openId)}
        onClose={() => void navigate({ search: {}, replace: true, resetScroll: false })}
      />
    </>
  );
}

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);
