import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { ActionIcon, Box, Checkbox, Group, Menu, Text } from '@mantine/core';
import { IconDots, IconNote, IconPhone } from '@tabler/icons-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import { useMutation } from 'urql';
import type { ActivityLineFragment } from '../../graphql/graphql.ts';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { told } from '../notify.ts';
import { RelativeTime } from '../relative-time.tsx';
import { useRefusal } from '../viewer.ts';
import { CompleteActivityMutation, changesActivities, DeleteActivityMutation } from './activities.graphql.ts';
import { DueDay } from './due-day.tsx';

type Props = {
  activity: ActivityLineFragment;
  /** Where it belongs, where that is not plain from the page. */
  about?: ReactNode;
  onEdit?: () => void;
};

/** One activity: done with a tick, edited and deleted by its menu. */
export function ActivityRow({ activity, about, onEdit }: Props): ReactElement {
  const { id, kind, subject, details, dueOn, isOverdue, doneAt, doneBy, owner } = activity;
  const refusal = useRefusal('canEdit');
  const [{ fetching }, complete] = useMutation(CompleteActivityMutation);
  const settle = async (isDone: boolean): Promise<void> => {
    const { data, error } = await complete({ id, isDone }, changesActivities);
    told(error, data?.completeActivity.problems, isDone ? t`Done.` : t`Open again.`);
  };
  return (
    <Group component="li" wrap="nowrap" gap="sm" px="md" py="sm" align="flex-start">
      {kind === 'NOTE' ? (
        <IconNote size={20} stroke={1.6} aria-label={t`Note`} style={{ flex: 'none', marginTop: 2 }} />
      ) : (
        <Checkbox
          mt={2}
          aria-label={t`${subject}: done`}
          title={refusal ?? undefined}
          checked={!!doneAt}
          disabled={refusal !== null || fetching}
          onChange={(event) => void settle(event.currentTarget.checked)}
        />
      )}
      <Box style={{ flex: 1, minWidth: 0 }}>
        <Text
          size="sm"
          fw={500}
          {...(doneAt && { td: 'line-through', c: 'dimmed' })}
          style={{ overflowWrap: 'anywhere' }}
        >
          {kind === 'CALL' && (
            <IconPhone size={14} aria-label={t`Call:`} style={{ verticalAlign: -2, marginRight: 4 }} />
          )}
          {subject}
        </Text>
        {about}
        {details && (
          <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {details}
          </Text>
        )}
        <Text size="xs" c="dimmed" component="div">
          {doneAt ? (
            <Trans>
              Done <RelativeTime at={doneAt} /> by {doneBy}
            </Trans>
          ) : (
            [
              kind !== 'NOTE' && <DueDay key="due" day={dueOn} isOverdue={isOverdue} />,
              owner && <span key="owner">{owner.name}</span>,
              kind === 'NOTE' && <RelativeTime key="at" at={activity.createdAt} />,
            ]
              .filter(Boolean)
              .flatMap((part, at) => (at === 0 ? [part] : [' · ', part]))
          )}
        </Text>
      </Box>
      {!refusal && onEdit && <RowMenu id={id} subject={subject} onEdit={onEdit} />}
    </Group>
  );
}

type MenuProps = { id: string; subject: string; onEdit: () => void };

function RowMenu({ id, subject, onEdit }: MenuProps): ReactElement {
  const [isAsking, setAsking] = useState(false);
  const [, remove] = useMutation(DeleteActivityMutation);
  const confirm = async (): Promise<void> => {
    const { data, error } = await remove({ id }, changesActivities);
    told(error, data?.deleteActivity.problems, t`Activity deleted.`);
  };
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t`Actions of ${subject}`}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onEdit}>{t`Edit`}</Menu.Item>
          <Menu.Item color="var(--mantine-color-error)" onClick={() => setAsking(true)}>{t`Delete`}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t`Delete “${subject}”?`}
        confirmLabel={t`Delete`}
        danger
        onConfirm={confirm}
      >{t`This cannot be undone. The history of the opportunity says that it was there.`}</ConfirmDialog>
    </>
  );
}
