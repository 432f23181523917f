import { t } from '@lingui/core/macro';
import { Alert, Button, Group, List, Modal, Skeleton, Stack, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useQuery } from 'urql';
import type { LinkActionInput, LinkActionKind } from '../../graphql/graphql.ts';
import { failureText } from '../failure-text.ts';
import { actionWords } from './link-words.ts';
import { LinkActionPreviewQuery } from './links.graphql.ts';
import { useLinkActions } from './use-link-actions.ts';

type Props = {
  action: LinkActionKind;
  entity: LinkActionInput['entity'];
  localId: string;
  name: string;
  onClose: () => void;
};

/** Says what an action will do, asks for a reason where others will want one, and does it. */
export function ActionDialog({ action, entity, localId, name, onClose }: Props): ReactElement {
  const words = actionWords[action];
  const [reason, setReason] = useState('');
  const { change, isBusy } = useLinkActions();
  const input: LinkActionInput = { action, entity, localId };
  const [{ data, error, fetching }] = useQuery({
    query: LinkActionPreviewQuery,
    variables: { input },
    requestPolicy: 'network-only',
  });
  const plan = data?.linkActionPreview;
  const isPossible = plan !== undefined && plan.problems.length === 0;
  const confirm = async (): Promise<void> => {
    if (await change({ ...input, reason: reason.trim() || null }, words.done)) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={words.title(name)} centered closeButtonProps={{ 'aria-label': t`Close` }}>
      <Stack>
        {fetching && !plan && <Skeleton h={60} aria-label={t`Loading`} />}
        {error && <Text role="alert">{failureText(error)}</Text>}
        {plan && <Effects effects={plan.effects} warnings={plan.warnings} problems={plan.problems} />}
        {words.wantsReason && isPossible && (
          <Textarea
            label={t`Reason`}
            description={t`Others read it on the record, in the log and on this page.`}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
            autosize
            minRows={2}
            maxLength={500}
            required
            data-autofocus
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>{t`Cancel`}</Button>
          <Button
            color={words.danger ? 'red.8' : undefined}
            loading={isBusy}
            disabled={!isPossible || (words.wantsReason === true && reason.trim() === '')}
            onClick={() => void confirm()}
          >
            {words.button.replace('…', '')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

type EffectsProps = {
  effects: readonly string[];
  warnings: readonly string[];
  problems: readonly { message: string }[];
};

/** What will happen, what to know besides, or why it cannot be done. */
export function Effects({ effects, warnings, problems }: EffectsProps): ReactElement {
  if (problems.length > 0)
    return (
      <Alert color="yellow" icon={<IconAlertTriangle size={18} aria-hidden />} role="alert">
        {problems.map(({ message }) => message).join(' ')}
      </Alert>
    );
  return (
    <Stack gap="xs">
      <List size="sm" spacing={4} aria-label={t`What will happen`}>
        {effects.map((effect) => (
          <List.Item key={effect}>{effect}</List.Item>
        ))}
      </List>
      {warnings.map((warning) => (
        <Text key={warning} size="sm" c="dimmed">
          {warning}
        </Text>
      ))}
      <Text
        size="xs"
        c="dimmed"
      >{t`It is written in the audit log, and can be undone while nothing else happened to the record.`}</Text>
    </Stack>
  );
}
