import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Anchor, Code, Group, Text } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useQuery } from 'urql';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState, QueryState, TableSkeleton } from '../../components/query-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useRefusal } from '../../components/viewer.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { TokenFieldsFragment } from '../../graphql/graphql.ts';
import { AccessSettingsCard } from './access-settings-card.tsx';
import { ApiTokensQuery, apiTokensContext, TokenFields } from './api-access.graphql.ts';
import { CreateTokenDialog } from './create-token-dialog.tsx';
import { RevokeToken } from './revoke-token.tsx';
import { RotateToken } from './rotate-token.tsx';
import { scopeWords } from './scope-words.ts';

const columns: Column<TokenFieldsFragment>[] = [
  {
    key: 'name',
    get header() {
      return t`Name`;
    },
    cell: (token) => token.name,
  },
  {
    key: 'scopes',
    get header() {
      return t`May use`;
    },
    width: 170,
    cell: (token) => token.scopes.map((scope) => scopeWords[scope].label).join(', '),
  },
  {
    key: 'prefix',
    get header() {
      return t`Begins with`;
    },
    width: 130,
    hideBelow: 'medium',
    cell: (token) => <Code>{token.prefix}…</Code>,
  },
  {
    key: 'state',
    get header() {
      return t`State`;
    },
    width: 110,
    cell: (token) => <State token={token} />,
  },
  {
    key: 'used',
    get header() {
      return t`Last used`;
    },
    width: 150,
    cell: (token) => <LastUsed token={token} />,
  },
  {
    key: 'expires',
    get header() {
      return t`Expires`;
    },
    width: 120,
    cell: (token) => <RelativeTime at={token.expiresAt} none={t`never`} />,
  },
  {
    key: 'actions',
    header: '',
    width: 180,
    buttons: () => [t`Replace`, t`Revoke`],
    align: 'end',
    cell: (token) => isWorking(token) && <Actions token={token} />,
  },
];

/** Tokens for dashboards and scripts that read this workspace over GraphQL. */
export function ApiAccessPage(): ReactElement {
  const refusal = useRefusal('canAdminister');
  const [isOpen, setOpen] = useState(false);
  const create = (
    <GuardedButton
      needs="canAdminister"
      leftSection={<IconPlus size={16} />}
      onClick={() => setOpen(true)}
    >{t`New token`}</GuardedButton>
  );
  return (
    <>
      <PageHeader
        title={t`API access`}
        description={
          <Trans>
            Programs send a token as <Code style={{ whiteSpace: 'nowrap' }}>Authorization: Bearer …</Code> to{' '}
            <Code>{window.location.origin}/graphql</Code>.{' '}
            <Anchor component={Link} to="/explorer" underline="always">
              Try it in the explorer
            </Anchor>{' '}
            or read the{' '}
            <Anchor href="/api/reference" underline="always">
              reference
            </Anchor>
            .
          </Trans>
        }
        actions={create}
      />
      {refusal ? <Text size="sm">{refusal}</Text> : <Tokens isCreating={isOpen} onClose={() => setOpen(false)} />}
    </>
  );
}

function Tokens({ isCreating, onClose }: { isCreating: boolean; onClose: () => void }): ReactElement {
  const [result, ask] = useQuery({ query: ApiTokensQuery, context: apiTokensContext });
  return (
    <>
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        skeleton={<TableSkeleton rows={4} />}
        isEmpty={(data) => data.apiTokens.length === 0}
        empty={
          <EmptyState title={t`No token yet`} icon={<IconKey size={24} aria-hidden />}>
            <Text size="sm">{t`A token with the scope “Audit log” is enough for a dashboard: it sees what the sync does, and changes nothing.`}</Text>
          </EmptyState>
        }
      >
        {(data) => (
          <DataTable
            label={t`API tokens`}
            columns={columns}
            rows={readFragment(TokenFields, data.apiTokens)}
            rowKey={(token) => token.id}
          />
        )}
      </QueryState>
      {result.data && <AccessSettingsCard settings={result.data.accessSettings} />}
      <CreateTokenDialog
        opened={isCreating}
        onClose={onClose}
        maxDays={result.data?.accessSettings.tokenMaxDays ?? 365}
      />
    </>
  );
}

const isExpired = ({ expiresAt }: TokenFieldsFragment): boolean =>
  expiresAt !== null && Date.parse(expiresAt) < Date.now();

const isWorking = (token: TokenFieldsFragment): boolean => !token.revokedAt && !isExpired(token);

function Actions({ token }: { token: TokenFieldsFragment }): ReactElement {
  return (
    <Group gap={6} justify="flex-end" wrap="nowrap">
      {!token.replacedById && <RotateToken token={token} />}
      <RevokeToken token={token} />
    </Group>
  );
}

function LastUsed({ token }: { token: TokenFieldsFragment }): ReactElement {
  return (
    <>
      <RelativeTime at={token.lastUsedAt} none={t`never`} />
      {token.lastUsedAddress && (
        <Text size="xs" c="dimmed">
          {t`from ${token.lastUsedAddress}`}
        </Text>
      )}
    </>
  );
}

function State({ token }: { token: TokenFieldsFragment }): ReactElement {
  if (token.revokedAt) return <StatusBadge tone="quiet">{t`Revoked`}</StatusBadge>;
  if (isExpired(token)) return <StatusBadge tone="quiet">{t`Expired`}</StatusBadge>;
  if (token.replacedById) return <StatusBadge tone="attention">{t`Replaced`}</StatusBadge>;
  return <StatusBadge tone="ok">{t`Active`}</StatusBadge>;
}
