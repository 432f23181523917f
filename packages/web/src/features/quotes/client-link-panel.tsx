import { Anchor, Button, Code, CopyButton, Group, Select, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { told } from '../../components/notify.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import { changesQuotes } from './changes-quotes.ts';
import type { Quote } from './quote.ts';
import { CreateQuoteLinkMutation, RevokeQuoteLinkMutation } from './quotes.graphql.ts';

const lasting = [
  { value: '7', label: '7 days' },
  { value: '14', label: '14 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
];

/** The link by which the client reads and accepts a sent quote. */
export function ClientLinkPanel({ quote }: { quote: Quote }): ReactElement | null {
  const { clientLink: link } = quote;
  const isSent = quote.state === 'SENT';
  if (!isSent && !link) return null;
  return (
    <Stack component="section" gap="xs" mt="xl" aria-label="Link for the client">
      <Title order={2} size="h3">
        Link for the client
      </Title>
      <Text size="sm" c="dimmed">
        Whoever has the link reads the quote, opens its PDF and accepts it with their name, without an account.
      </Text>
      {link && <Standing link={link} revision={quote.revision} />}
      {isSent && <Actions quote={quote} hasLink={isInForce(link, quote.revision)} />}
    </Stack>
  );
}

type Link = NonNullable<Quote['clientLink']>;

const isInForce = (link: Quote['clientLink'], revision: number): boolean =>
  !!link && !link.revokedAt && link.revision === revision && Date.parse(link.expiresAt) > Date.now();

function Standing({ link, revision }: { link: Link; revision: number }): ReactElement {
  return (
    <Stack gap={4}>
      {isInForce(link, revision) && link.url && (
        <Group gap="xs" wrap="nowrap">
          <Code style={{ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 }}>
            <Anchor href={link.url} target="_blank" rel="noreferrer" inherit>
              {link.url}
            </Anchor>
          </Code>
          <CopyButton value={link.url} timeout={2000}>
            {({ copied, copy }) => (
              <Button
                size="compact-sm"
                variant="default"
                style={{ flex: 'none' }}
                leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
                onClick={copy}
              >
                {copied ? 'Link copied' : 'Copy link'}
              </Button>
            )}
          </CopyButton>
        </Group>
      )}
      <Text size="sm">
        {validity(link, revision)}
        {link.opened === 0
          ? ' Not opened yet.'
          : ` Opened ${link.opened === 1 ? 'once' : `${link.opened} times`}, last `}
        {link.openedAt && <RelativeTime at={link.openedAt} />}
        {link.openedAt && '.'}
      </Text>
    </Stack>
  );
}

function validity(link: Link, revision: number): string {
  const made = `Made${link.createdBy ? ` by ${link.createdBy}` : ''} for revision ${link.revision}.`;
  if (link.revision !== revision) return `${made} It opens nothing any more, since the quote was changed.`;
  if (link.revokedAt) return `${made} Revoked on ${link.revokedAt.slice(0, 10)}: it opens nothing any more.`;
  const day = link.expiresAt.slice(0, 10);
  return Date.parse(link.expiresAt) <= Date.now() ? `${made} It expired on ${day}.` : `${made} It expires on ${day}.`;
}

function Actions({ quote, hasLink }: { quote: Quote; hasLink: boolean }): ReactElement {
  const [days, setDays] = useState('30');
  const [isAsking, setAsking] = useState(false);
  const [{ fetching }, create] = useMutation(CreateQuoteLinkMutation);
  const [, revoke] = useMutation(RevokeQuoteLinkMutation);
  const { id: documentId } = quote;
  const make = async (): Promise<void> => {
    const { data, error } = await create({ documentId, input: { days: Number(days) } }, changesQuotes);
    told(error, data?.createQuoteLink.problems, 'Link made. Copy it, and send it to the client.');
  };
  const end = async (): Promise<void> => {
    const { data, error } = await revoke({ documentId }, changesQuotes);
    told(error, data?.revokeQuoteLink.problems, 'The link is revoked.');
  };
  return (
    <Group gap="xs" align="flex-end">
      <Select
        size="xs"
        w={110}
        label="It lasts"
        allowDeselect={false}
        data={lasting}
        value={days}
        onChange={(value) => setDays(value ?? '30')}
      />
      <GuardedButton needs="canEdit" size="xs" variant="default" loading={fetching} onClick={() => void make()}>
        {hasLink ? 'Replace link' : 'Create link'}
      </GuardedButton>
      {hasLink && (
        <GuardedButton needs="canEdit" size="xs" variant="default" onClick={() => setAsking(true)}>
          Revoke link
        </GuardedButton>
      )}
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title="Revoke the link for the client?"
        confirmLabel="Revoke link"
        danger
        onConfirm={end}
      >
        Whoever has the link can no longer read or accept the quote with it.
      </ConfirmDialog>
    </Group>
  );
}
