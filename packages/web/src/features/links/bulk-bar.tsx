import { msg, plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Modal, Paper, Stack, Text, Textarea } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { words } from '../../components/language/language.ts';
import { actionWords } from '../../components/links/link-words.ts';
import { useLinkActions } from '../../components/links/use-link-actions.ts';
import type { LinkActionKind } from '../../graphql/graphql.ts';

const bulk: readonly LinkActionKind[] = ['PAUSE', 'RESUME', 'RECREATE_THERE', 'UNLINK', 'NEVER_SYNC'];

const means: Partial<Record<LinkActionKind, string>> = words({
  PAUSE: msg`Nothing passes over these links until somebody resumes them. Edits on both sides are kept and merged then.`,
  RESUME: msg`What changed on either side meanwhile is looked at now, and merged as far as the settings let it pass.`,
  RECREATE_THERE: msg`Records that are gone from ConnectWise are made anew there. Links that are not broken are left alone.`,
  UNLINK: msg`No record in ConnectWise is changed, and each pair is kept apart from then on. The company ID of a client stays with its company there.`,
  NEVER_SYNC: msg`Nothing passes over these links any more. The links stay, so that no second records are made.`,
});

/** The same for many links: says what it will do, and each link answers for itself. */
export function BulkBar({ ids, onDone }: { ids: readonly string[]; onDone: () => void }): ReactElement | null {
  const [action, setAction] = useState<LinkActionKind | null>(null);
  if (ids.length === 0) return null;
  return (
    <Paper withBorder p="xs" mb="sm" role="region" aria-label={t`Selected links`}>
      <Group gap="xs">
        <Text size="sm" fw={500}>
          <Trans>{ids.length} selected</Trans>
        </Text>
        {bulk.map((one) => (
          <GuardedButton key={one} needs="canRetry" size="compact-sm" variant="default" onClick={() => setAction(one)}>
            {actionWords[one].button}
          </GuardedButton>
        ))}
        <Button size="compact-sm" variant="subtle" onClick={onDone}>{t`Clear selection`}</Button>
      </Group>
      {action && (
        <BulkDialog
          action={action}
          ids={ids}
          onClose={() => setAction(null)}
          onDone={() => {
            setAction(null);
            onDone();
          }}
        />
      )}
    </Paper>
  );
}

type DialogProps = { action: LinkActionKind; ids: readonly string[]; onClose: () => void; onDone: () => void };

function BulkDialog({ action, ids, onClose, onDone }: DialogProps): ReactElement {
  const { changeAll, isBusy } = useLinkActions();
  const [reason, setReason] = useState('');
  const { button, wantsReason = false, danger } = actionWords[action];
  const count = plural(ids.length, { one: `${ids.length} link`, other: `${ids.length} links` });
  const confirm = async (): Promise<void> => {
    await changeAll(action, ids, reason.trim() || null);
    onDone();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`${button}: ${count}`}
      centered
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <Stack>
        <Text size="sm">{means[action]}</Text>
        {wantsReason && (
          <Textarea
            label={t`Reason`}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
            maxLength={500}
            autosize
            minRows={2}
            required
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>{t`Cancel`}</Button>
          <Button
            color={danger ? 'red.8' : undefined}
            loading={isBusy}
            disabled={wantsReason && reason.trim() === ''}
            onClick={() => void confirm()}
          >
            {button}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
