import { t } from '@lingui/core/macro';
import { ActionIcon, Anchor, Button, CopyButton, Drawer, Group, Stack, Text, Title, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconCheck, IconChevronDown, IconChevronUp, IconCopy, IconLink } from '@tabler/icons-react';
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
  directionInSentence,
  entityWords,
  formatDuration,
  operationWords,
  statusWords,
} from '../../components/sync-words.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { AuditEventDetailsQuery } from '../../graphql/graphql.ts';
import { AuditRow } from './audit.graphql.ts';
import { GoTo } from './audit-columns.tsx';
import { AuditExchanges } from './audit-exchanges.tsx';
import { AuditEventQuery } from './audit-page.graphql.ts';
import { AuditRecord } from './audit-record.tsx';

/** The entries beside the open one, as the list has them. */
export type Neighbours = { previous?: string | undefined; next?: string | undefined };

type Props = {
  id: string | undefined;
  onClose: () => void;
  neighbours: Neighbours;
  onOpen: (id: string) => void;
};

/** One audit entry in full, with what changed. */
export function AuditDrawer({ id, onClose, neighbours, onOpen }: Props): ReactElement {
  const go = (to: string | undefined): void => {
    if (id !== undefined && to !== undefined) onOpen(to);
  };
  useHotkeys([
    ['J', () => go(neighbours.next)],
    ['K', () => go(neighbours.previous)],
  ]);
  const [result, ask] = useQuery({ query: AuditEventQuery, variables: { id: id ?? '' }, pause: !id });
  return (
    <Drawer
      opened={id !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={t`Audit entry`}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <Group gap="xs" mb="md">
        <Step label={t`Previous entry`} hotkey="K" to={neighbours.previous} onGo={go} />
        <Step label={t`Next entry`} hotkey="J" to={neighbours.next} onGo={go} />
      </Group>
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        isEmpty={(data) => data.auditEvent === null || data.auditEvent === undefined}
        empty={
          <EmptyState
            title={t`This entry is gone`}
          >{t`It may have been removed with its month of history.`}</EmptyState>
        }
      >
        {({ auditEvent }) => auditEvent && <Details event={auditEvent} />}
      </QueryState>
    </Drawer>
  );
}

type StepProps = { label: string; hotkey: string; to: string | undefined; onGo: (to: string | undefined) => void };

function Step({ label, hotkey, to, onGo }: StepProps): ReactElement {
  const Icon = hotkey === 'K' ? IconChevronUp : IconChevronDown;
  return (
    <Tooltip label={t`Key ${hotkey}`}>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<Icon size={14} aria-hidden />}
        disabled={to === undefined}
        onClick={() => onGo(to)}
      >
        {label}
      </Button>
    </Tooltip>
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
            {row.direction ? `, ${directionInSentence[row.direction]}` : ''}
          </Text>
        </Group>
        <Title order={2}>{row.name ?? (row.entity ? entityWords[row.entity].one : t`Entry`)}</Title>
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
        <Fact label={t`Time`}>
          {localTime(row.at)}
          <Text component="span" size="sm" c="dimmed">
            {` (${exactUtc(row.at)})`}
          </Text>
        </Fact>
        <Fact label={t`Record type`}>{row.entity && entityWords[row.entity].one}</Fact>
        <Fact label={t`Cause`}>{row.code && `${causeWords(row.code)} (${row.code})`}</Fact>
        <Fact label={t`CRM ID`}>{event.localId}</Fact>
        <Fact label={t`ConnectWise ID`}>{row.remoteId}</Fact>
        <Fact label={t`Attempt`}>{row.direction && row.attempt}</Fact>
        <Fact label={t`Took`}>
          {row.durationMs !== null && row.durationMs !== undefined && formatDuration(row.durationMs)}
        </Fact>
        <Fact label={t`ConnectWise request`}>{event.requestId}</Fact>
        <Fact label={t`By`}>{row.actor}</Fact>
        <Fact label={t`Run`}>{row.runId}</Fact>
        <Fact label={t`Trace`}>{event.traceId && <TraceId id={event.traceId} />}</Fact>
      </dl>
      <AuditExchanges exchanges={event.exchanges} />
      <AuditRecord event={event} />
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

/** The number by which an operator finds the same work in the logs and in the collected traces. */
function TraceId({ id }: { id: string }): ReactElement {
  return (
    <Group component="span" gap={4} wrap="nowrap" align="flex-start">
      <Text span inherit ff="monospace" style={{ overflowWrap: 'anywhere' }}>
        {id}
      </Text>
      <CopyButton value={id} timeout={2000}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? t`Copied` : t`Copy`}>
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={copied ? t`Trace copied` : t`Copy trace`}
              onClick={copy}
            >
              {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </Group>
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
          {copied ? t`Link copied` : t`Copy link`}
        </Button>
      )}
    </CopyButton>
  );
}

function Related({ event }: { event: AuditEvent }): ReactElement | null {
  const { localId } = event;
  const { entity, remoteId, runId } = readFragment(AuditRow, event);
  const record = localId ? { localId } : remoteId && entity ? { remoteId, entity } : null;
  if (!record && !runId) return null;
  return (
    <Group gap="md">
      {record && (
        <Anchor
          size="sm"
          renderRoot={(props) => <Link to="/audit" search={record} {...props} />}
        >{t`All entries of this record`}</Anchor>
      )}
      {runId && (
        <Anchor
          size="sm"
          renderRoot={(props) => <Link to="/audit" search={{ runId }} {...props} />}
        >{t`All entries of this run`}</Anchor>
      )}
    </Group>
  );
}
