import { msg, plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Anchor, Button, Code, CopyButton, Group, Select, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { formatDay } from '../../components/day.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { words } from '../../components/language/language.ts';
import { told } from '../../components/notify.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import { changesQuotes } from './changes-quotes.ts';
import type { Quote } from './quote.ts';
import { CreateQuoteLinkMutation, RevokeQuoteLinkMutation } from './quotes.graphql.ts';

const lasting = words([
  { value: '7', label: msg`7 days` },
  { value: '14', label: msg`14 days` },
  { value: '30', label: msg`30 days` },
  { value: '90', label: msg`90 days` },
]);

/** The link by which the client reads and accepts a sent quote. */
export function ClientLinkPanel({ quote }: { quote: Quote }): ReactElement | null {
  const { clientLink: link } = quote;
  const isSent = quote.state === 'SENT';
  if (!isSent && !link) return null;
  return (
    <Stack component="section" gap="xs" mt="xl" aria-label={t`Link for the client`}>
      <Title order={2} size="h3">
        {t`Link for the client`}
      </Title>
      <Text size="sm" c="dimmed">
        {t`Whoever has the link reads the quote, opens its PDF and accepts it with their name, without an account.`}
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
                {copied ? t`Link copied` : t`Copy link`}
              </Button>
            )}
          </CopyButton>
        </Group>
      )}
      <Text size="sm">
        {validity(link, revision)}{' '}
        {link.openedAt ? (
          <Trans>
            {plural(link.opened, { one: 'Opened once', other: 'Opened # times' })}, last{' '}
            <RelativeTime at={link.openedAt} />.
          </Trans>
        ) : (
          t`Not opened yet.`
        )}
      </Text>
    </Stack>
  );
}

function validity(link: Link, revision: number): string {
  const made = link.createdBy
    ? t`Created by ${link.createdBy} for revision ${link.revision}.`
    : t`Created for revision ${link.revision}.`;
  if (link.revision !== revision) return t`${made} It stopped working when the quote was changed.`;
  if (link.revokedAt) return t`${made} Revoked on ${formatDay(link.revokedAt.slice(0, 10))}.`;
  const day = formatDay(link.expiresAt.slice(0, 10));
  return Date.parse(link.expiresAt) <= Date.now() ? t`${made} It expired on ${day}.` : t`${made} It expires on ${day}.`;
}

function Actions({ quote, hasLink }: { quote: Quote; hasLink: boolean }): ReactElement {
  const [days, setDays] = useState('30');
  const [isAsking, setAsking] = useState(false);
  const [{ fetching }, create] = useMutation(CreateQuoteLinkMutation);
  const [, revoke] = useMutation(RevokeQuoteLinkMutation);
  const { id: documentId } = quote;
  const make = async (): Promise<void> => {
    const { data, error } = await create({ documentId, input: { days: Number(days) } }, changesQuotes);
    told(error, data?.createQuoteLink.problems, t`Link created. Copy it and send it to the client.`);
  };
  const end = async (): Promise<void> => {
    const { data, error } = await revoke({ documentId }, changesQuotes);
    told(error, data?.revokeQuoteLink.problems, t`The link is revoked.`);
  };
  return (
    <Group gap="xs" align="flex-end">
      <Select
        size="xs"
        w={110}
        label={t`It lasts`}
        allowDeselect={false}
        data={lasting}
        value={days}
        onChange={(value) => setDays(value ?? '30')}
      />
      <GuardedButton needs="canEdit" size="xs" variant="default" loading={fetching} onClick={() => void make()}>
        {hasLink ? t`Replace link` : t`Create link`}
      </GuardedButton>
      {hasLink && (
        <GuardedButton needs="canEdit" size="xs" variant="default" onClick={() => setAsking(true)}>
          {t`Revoke link`}
        </GuardedButton>
      )}
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t`Revoke the link for the client?`}
        confirmLabel={t`Revoke link`}
        danger
        onConfirm={end}
      >
        {t`Whoever has the link can no longer read or accept the quote with it.`}
      </ConfirmDialog>
    </Group>
  );
}
