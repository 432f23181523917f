import { Code, Text } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useQuery } from 'urql';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState, QueryState, TableSkeleton } from '../../components/query-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { TokenFieldsFragment } from '../../graphql/graphql.ts';
import { ApiTokensQuery, apiTokensContext, TokenFields } from './api-access.graphql.ts';
import { CreateTokenDialog } from './create-token-dialog.tsx';
import { RevokeToken } from './revoke-token.tsx';
import { roleWords } from './role-words.ts';

const columns: Column<TokenFieldsFragment>[] = [
  { key: 'name', header: 'Name', cell: (token) => token.name },
  { key: 'role', header: 'Role', width: 120, cell: (token) => roleWords[token.role].label },
  {
    key: 'prefix',
    header: 'Begins with',
    width: 130,
    hideBelow: 'medium',
    cell: (token) => <Code>{token.prefix}…</Code>,
  },
  { key: 'state', header: 'State', width: 110, cell: (token) => <State token={token} /> },
  {
    key: 'used',
    header: 'Last used',
    width: 120,
    cell: (token) => <RelativeTime at={token.lastUsedAt} none="never" />,
  },
  {
    key: 'expires',
    header: 'Expires',
    width: 120,
    cell: (token) => <RelativeTime at={token.expiresAt} none="never" />,
  },
  {
    key: 'actions',
    header: '',
    width: 110,
    align: 'end',
    cell: (token) => !token.revokedAt && <RevokeToken token={token} />,
  },
];

/** Tokens for dashboards and scripts that read this workspace over GraphQL. */
export function ApiAccessPage(): ReactElement {
  const [result, ask] = useQuery({ query: ApiTokensQuery, context: apiTokensContext });
  const [isOpen, setOpen] = useState(false);
  const create = (
    <GuardedButton needs="canAdminister" leftSection={<IconPlus size={16} />} onClick={() => setOpen(true)}>
      New token
    </GuardedButton>
  );
  return (
    <>
      <PageHeader
        title="API access"
        description={
          <>
            Programs send a token as <Code style={{ whiteSpace: 'nowrap' }}>Authorization: Bearer …</Code> to{' '}
            <Code>{window.location.origin}/graphql</Code>.
          </>
        }
        actions={create}
      />
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        skeleton={<TableSkeleton rows={4} />}
        isEmpty={(data) => data.apiTokens.length === 0}
        empty={
          <EmptyState title="No token yet" icon={<IconKey size={24} aria-hidden />}>
            <Text size="sm">
              A read-only token is enough for a dashboard: it sees the audit log and the health, changes nothing.
            </Text>
          </EmptyState>
        }
      >
        {(data) => (
          <DataTable
            label="API tokens"
            columns={columns}
            rows={readFragment(TokenFields, data.apiTokens)}
            rowKey={(token) => token.id}
          />
        )}
      </QueryState>
      <CreateTokenDialog opened={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}

function State({ token }: { token: TokenFieldsFragment }): ReactElement {
  if (token.revokedAt) return <StatusBadge tone="quiet">Revoked</StatusBadge>;
  if (token.expiresAt && Date.parse(token.expiresAt) < Date.now())
    return <StatusBadge tone="quiet">Expired</StatusBadge>;
  return <StatusBadge tone="ok">Active</StatusBadge>;
}
