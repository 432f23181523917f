import { Anchor, Button, CopyButton, Drawer, Group, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconLink } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useQuery } from 'urql';
import { ChangesTable } from '../../components/changes-table.tsx';
import { ExternalLink } from '../../components/external-link.tsx';
import { FixLink, fixStepOf } from '../../components/fix-link.tsx';
import { RecordConflicts } from '../../components/links/conflict-list.tsx';
import { MendLink } from '../../components/mend-link.tsx';
import { EmptyState, QueryState } from '../../components/query-state.tsx';
import { exactUtc, localTime } from '../../components/relative-time.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import {
  causeWords,
  directionWords,
  entityWords,
  formatDuration,
  operationWords,
  statusWords,
} from '../../components/sync-words.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { AuditEventDetailsQuery } from '../../graphql/graphql.ts';
import { AuditEventQuery, AuditRow } from './audit.graphql.ts';
import { GoTo } from './audit-columns.tsx';

type Props = { id: string | undefined; onClose: () => void };

/** One audit entry in full, with what changed. */
export function AuditDrawer({ id, onClose }: Props): ReactElement {
  const [result, ask] = useQuery({ query: AuditEventQuery, variables: { id: id ?? '' }, pause: !id });
  return (
    <Drawer
      opened={id !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title="Audit entry"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        isEmpty={(data) => data.auditEvent === null || data.auditEvent === undefined}
        empty={<EmptyState title="This entry is gone">It may have been removed with its month of history.</EmptyState>}
      >
        {({ auditEvent }) => auditEvent && <Details event={auditEvent} />}
      </QueryState>
    </Drawer>
  );
}

/** Entries that tell of a field that both sides had changed. */
const isAboutConflict = (description: string): boolean => /both sides had changed|lost a conflict/i.test(description);

type AuditEvent = NonNullable<AuditEventDetailsQuery['auditEvent']>;

function Details({ event }: { event: AuditEvent }): ReactElement {
  const row = readFragment(AuditRow, event);
  return (
    <Stack gap="lg">
      <div>
        <Group gap="sm" mb={4}>
          <StatusBadge tone={statusWords[row.status].tone}>{statusWords[row.status].label}</StatusBadge>
          <Text size="sm" c="dimmed">
            {operationWords[row.operation]}
            {row.direction
              ? `, ${directionWords[row.direction].toLowerCase().replace('connectwise', 'ConnectWise')}`
              : ''}
          </Text>
        </Group>
        <Title order={2}>{row.name ?? (row.entity ? entityWords[row.entity].one : 'Entry')}</Title>
        <Text mt={6}>{row.description}</Text>
      </div>
      <Group gap="md">
        <GoTo row={row} />
        {row.remoteUrl && <ExternalLink href={row.remoteUrl} />}
        <FixLink step={fixStepOf(row.code)} />
        <MendLink code={row.code} entity={row.entity} />
        <CopyLink />
      </Group>
      <ChangesTable changes={event.changes} />
      {event.localId && isAboutConflict(row.description) && <RecordConflicts localId={event.localId} />}
      <dl style={{ margin: 0, display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '6px 20px' }}>
        <Fact label="Time">
          {exactUtc(row.at)}
          <Text component="span" size="sm" c="dimmed">
            {' '}
            ({localTime(row.at)} here)
          </Text>
        </Fact>
        <Fact label="Record type">{row.entity && entityWords[row.entity].one}</Fact>
        <Fact label="Cause">{row.code && `${causeWords(row.code)} (${row.code})`}</Fact>
        <Fact label="CRM ID">{event.localId}</Fact>
        <Fact label="ConnectWise ID">{event.remoteId}</Fact>
        <Fact label="Attempt">{event.attempt}</Fact>
        <Fact label="Took">
          {event.durationMs !== null && event.durationMs !== undefined && formatDuration(event.durationMs)}
        </Fact>
        <Fact label="ConnectWise request">{event.requestId}</Fact>
        <Fact label="By">{event.actor}</Fact>
      </dl>
      <Related event={event} />
    </Stack>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }): ReactElement | null {
  if (children === null || children === undefined || children === false || children === '') return null;
  return (
    <>
      <Text component="dt" size="sm" c="dimmed">
        {label}
      </Text>
      <Text component="dd" size="sm" m={0}>
        {children}
      </Text>
    </>
  );
}

function CopyLink(): ReactElement {
  return (
    <CopyButton value={window.location.href} timeout={2000}>
      {({ copied, copy }) => (
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={copied ? <IconCheck size={14} /> : <IconLink size={14} />}
          onClick={copy}
        >
          {copied ? 'Link copied' : 'Copy link'}
        </Button>
      )}
    </CopyButton>
  );
}

function Related({ event }: { event: AuditEvent }): ReactElement | null {
  const { localId, remoteId, runId } = event;
  const { entity } = readFragment(AuditRow, event);
  const record = localId ? { localId } : remoteId && entity ? { remoteId, entity } : null;
  if (!record && !runId) return null;
  return (
    <Group gap="md">
      {record && (
        <Anchor size="sm" renderRoot={(props) => <Link to="/audit" search={record} {...props} />}>
          All entries of this record
        </Anchor>
      )}
      {runId && (
        <Anchor size="sm" renderRoot={(props) => <Link to="/audit" search={{ runId }} {...props} />}>
          All entries of this run
        </Anchor>
      )}
    </Group>
  );
}
