import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { withDeviceNamed } from '../../components/device-name.ts';
import { FileLink } from '../../components/file-link.tsx';
import { InCurrency, Money } from '../../components/money.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { RowList } from '../../components/row-list.tsx';
import type { Quote } from './quote.ts';

/** What was sent to the client, each as it was. */
export function QuoteRevisions({ quote }: { quote: Quote }): ReactElement | null {
  if (quote.revisions.length === 0) return null;
  return (
    <Stack component="section" gap="xs" mt="xl" aria-label={t`Revisions that were sent`}>
      <Title order={2} size="h3">
        {t`Revisions that were sent`}
      </Title>
      <RowList label={t`Revisions that were sent`}>
        {quote.revisions.map((one) => (
          <Group component="li" key={one.revision} justify="space-between" gap="sm" px="md" py="sm">
            <div style={{ flex: '1 1 14rem', minWidth: 0 }}>
              <Text size="sm" fw={500}>
                <Trans>Revision {one.revision}</Trans>
              </Text>
              <Text size="xs" c="dimmed">
                {one.sentAt ? (
                  <>
                    <Trans>
                      Sent <RelativeTime at={one.sentAt} />
                    </Trans>
                    {one.sentBy && <> {t`by ${one.sentBy}`}</>}
                  </>
                ) : (
                  t`When it was sent is not known`
                )}
              </Text>
              {one.acceptedAt && (
                <Text size="xs" style={{ overflowWrap: 'anywhere' }}>
                  <Trans>
                    Accepted by {one.acceptedBy} <RelativeTime at={one.acceptedAt} />, from{' '}
                    {withDeviceNamed(one.acceptedFrom ?? '')}
                  </Trans>
                </Text>
              )}
            </div>
            <InCurrency currency={one.currency}>
              <Money amount={one.total} />
            </InCurrency>
            <FileLink href={one.url}>{t`Open PDF of revision ${one.revision}`}</FileLink>
          </Group>
        ))}
      </RowList>
    </Stack>
  );
}
