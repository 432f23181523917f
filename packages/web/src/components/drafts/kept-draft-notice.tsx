import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Group, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { perLanguage } from '../language/language.ts';
import type { KeptDraftState } from './use-kept-draft.ts';

const time = perLanguage(({ dates }) => new Intl.DateTimeFormat(dates, { timeStyle: 'short' }));
const dayAndTime = perLanguage(
  ({ dates }) => new Intl.DateTimeFormat(dates, { dateStyle: 'medium', timeStyle: 'short' }),
);

/** Offers what was typed here before and not saved; after a restore says what others changed meanwhile. */
export function KeptDraftNotice({ draft }: { draft: Omit<KeptDraftState, 'forget'> }): ReactElement | null {
  const { offer, contested, restore, discard } = draft;
  if (offer)
    return (
      <Alert variant="light" color="yellow" role="status" icon={<IconPencil size={18} aria-hidden />}>
        <Group justify="space-between" gap="sm">
          <Text size="sm" style={{ flex: '1 1 16rem' }}>
            {t`You have an unsaved draft from ${when(offer.at)}.`}
            {offer.isOlder &&
              t` What is saved was changed since then: restoring keeps those changes where you typed nothing.`}
          </Text>
          <Group gap="xs">
            <Button size="xs" variant="default" onClick={restore}>{t`Restore`}</Button>
            <Button size="xs" variant="default" onClick={discard}>{t`Discard draft`}</Button>
          </Group>
        </Group>
      </Alert>
    );
  if (contested.length === 0) return null;
  return (
    <Alert variant="light" color="yellow" role="status" icon={<IconPencil size={18} aria-hidden />}>
      <Text size="sm">
        <Trans>
          Your draft is restored. Somebody else changed this meanwhile as well: {contested.join(', ')}. Your entries
          stand in the form; look at them before you save, since saving overwrites the newer ones.
        </Trans>
      </Text>
    </Alert>
  );
}

/** "10:42" today, with the day before that. */
function when(iso: string): string {
  const at = new Date(iso);
  return at.toDateString() === new Date().toDateString() ? time().format(at) : dayAndTime().format(at);
}
