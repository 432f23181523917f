import { msg, plural, t } from '@lingui/core/macro';
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { words } from '../../components/language/language.ts';
import { actionsFor, actionWords } from '../../components/links/link-words.ts';
import { useLinkActions } from '../../components/links/use-link-actions.ts';
import { BulkBar } from '../../components/record-bulk-bar.tsx';
import type { LinkActionKind, LinkFieldsFragment } from '../../graphql/graphql.ts';

const bulk: readonly LinkActionKind[] = ['PAUSE', 'RESUME', 'ALLOW_SYNC', 'RECREATE_THERE', 'UNLINK', 'NEVER_SYNC'];

const means: Partial<Record<LinkActionKind, string>> = words({
  PAUSE: msg`These links are not synced until somebody resumes them. Edits on both sides are kept and merged then.`,
  RESUME: msg`What changed on either side meanwhile is looked at now, and merged as far as the settings let it pass.`,
  RECREATE_THERE: msg`Records that are gone from ConnectWise are made anew there. Links that are not broken are left alone.`,
  ALLOW_SYNC: msg`What changed on either side meanwhile is looked at now, and merged as far as the settings let it pass.`,
  UNLINK: msg`No record in ConnectWise is changed, and each pair is kept apart from then on. The company ID of a client stays with its company there.`,
  NEVER_SYNC: msg`These links are not synced any more. The links stay, so that no second records are made.`,
});

type Props = { links: readonly LinkFieldsFragment[]; onDone: () => void };

/** The same for many links: offers what fits each of them, says what it will do, and each link answers for itself. */
export function LinksBulkBar({ links, onDone }: Props): ReactElement | null {
  const [action, setAction] = useState<LinkActionKind | null>(null);
  if (links.length === 0) return null;
  const ids = links.map(({ id }) => id);
  const passing = links.filter(({ state, localName }) => state === 'LINKED' && localName != null);
  return (
    <>
      <BulkBar
        label={t`Selected links`}
        count={links.length}
        // A link that is broken or held has nothing to sync.
        chosen={passing.length === links.length ? links : []}
        list="links"
        filter={{ ids }}
        onDone={onDone}
      >
        {fitting(links).map((one) => (
          <GuardedButton key={one} needs="canRetry" size="compact-sm" variant="default" onClick={() => setAction(one)}>
            {actionWords[one].button}
          </GuardedButton>
        ))}
      </BulkBar>
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
    </>
  );
}

/** What can be done about every one of them. */
const fitting = (links: Props['links']): LinkActionKind[] =>
  bulk.filter((one) => links.every(({ state, localName }) => actionsFor(state, localName != null).includes(one)));

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
