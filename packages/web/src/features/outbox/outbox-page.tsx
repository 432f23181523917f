import { msg, t } from '@lingui/core/macro';
import { Code, Modal, Stack, Text, UnstyledButton } from '@mantine/core';
import { IconMailOff } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useQuery } from 'urql';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { KeptFor } from '../../components/kept-for.tsx';
import { words } from '../../components/language/language.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState, QueryState, TableSkeleton } from '../../components/query-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { StatusBadge, type Tone } from '../../components/status-badge.tsx';
import { useRefusal } from '../../components/viewer.ts';
import type { OutboxQuery as OutboxData } from '../../graphql/graphql.ts';
import { OutboxQuery } from './outbox.graphql.ts';

type Mail = OutboxData['outbox']['mails'][number];

const states: Readonly<Record<Mail['state'], { tone: Tone; label: string }>> = words({
  WAITING: { tone: 'working', label: msg`Waiting` },
  SENT: { tone: 'ok', label: msg`Sent` },
  KEPT: { tone: 'quiet', label: msg`Kept here` },
  FAILED: { tone: 'stopped', label: msg`Given up` },
});

const columnsFor = (open: (mail: Mail) => void): Column<Mail>[] => [
  { key: 'at', header: t`Written`, width: 130, cell: (mail) => <RelativeTime at={mail.at} /> },
  { key: 'to', header: t`To`, width: 240, onCard: true, cell: (mail) => mail.to },
  {
    key: 'subject',
    header: t`Subject`,
    cell: (mail) =>
      mail.text ? (
        <UnstyledButton c="var(--mantine-color-anchor)" fz="sm" onClick={() => open(mail)}>
          {mail.subject}
        </UnstyledButton>
      ) : (
        mail.subject
      ),
  },
  {
    key: 'state',
    header: t`State`,
    width: 260,
    cell: (mail) => {
      const { tone, label } = states[mail.state];
      return (
        <Stack gap={0}>
          <StatusBadge tone={tone}>{label}</StatusBadge>
          {mail.error && (
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {mail.error}
            </Text>
          )}
        </Stack>
      );
    },
  },
];

/** The mails that Causeway wrote; without a mail server they can be read here, and are sent nowhere. */
export function OutboxPage(): ReactElement {
  const refusal = useRefusal('canAdminister');
  if (!refusal) return <Outbox />;
  return (
    <>
      <PageHeader title={t`Outbox`} />
      <Text size="sm">{refusal}</Text>
    </>
  );
}

function Outbox(): ReactElement {
  const [result, ask] = useQuery({ query: OutboxQuery, requestPolicy: 'cache-and-network' });
  const [opened, setOpened] = useState<Mail | null>(null);
  const sendsMail = result.data?.outbox.sendsMail ?? true;
  return (
    <>
      <PageHeader
        title={sendsMail ? t`Outbox` : t`Outbox (this installation sends no mail)`}
        description={
          <>
            {sendsMail
              ? t`Mails that Causeway sent or is about to send. Their text is not kept.`
              : t`Mails are kept here and in the folder for files. To have them sent, the operator sets SMTP_URL.`}
            <KeptFor kind="mailsDays" />
          </>
        }
      />
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        skeleton={<TableSkeleton rows={4} />}
        isEmpty={({ outbox }) => outbox.mails.length === 0}
        empty={
          <EmptyState
            title={t`No mail yet`}
            icon={<IconMailOff size={24} aria-hidden />}
          >{t`Invitations and alerts appear here.`}</EmptyState>
        }
      >
        {({ outbox }) => (
          <DataTable label={t`Mails`} columns={columnsFor(setOpened)} rows={outbox.mails} rowKey={(mail) => mail.id} />
        )}
      </QueryState>
      <Modal
        opened={opened !== null}
        onClose={() => setOpened(null)}
        title={opened?.subject}
        size="lg"
        centered
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        <Text size="sm" mb="sm">
          {t`To ${opened?.to ?? ''}`}
        </Text>
        <Code block aria-label={t`Text of the mail`} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
          {opened?.text}
        </Code>
      </Modal>
    </>
  );
}
