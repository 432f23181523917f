import { t } from '@lingui/core/macro';
import { Group } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { failureText } from '../../components/failure-text.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { GuardedLinkButton } from '../../components/guarded-link-button.tsx';
import { notifyDone, notifyFailure } from '../../components/notify.ts';
import type { CustomFieldRowFragment } from '../../graphql/graphql.ts';
import { customFieldsContext, RemoveCustomFieldMutation, RestoreCustomFieldMutation } from './custom-fields.graphql.ts';

type Props = { field: CustomFieldRowFragment };

/** What can be done with a field; nothing with one that the sync keeps. */
export function CustomFieldActions({ field }: Props): ReactElement | null {
  if (field.isManaged) return null;
  if (field.isRetired) return <Restore field={field} />;
  return (
    <Group gap={6} justify="flex-end" wrap="nowrap">
      <GuardedLinkButton
        needs="canAdminister"
        size="compact-sm"
        variant="default"
        link={{ to: '/custom-fields/$customFieldId', params: { customFieldId: field.id } }}
        aria-label={t`Edit ${field.name}`}
      >{t`Edit`}</GuardedLinkButton>
      <Remove field={field} />
    </Group>
  );
}

function Remove({ field }: Props): ReactElement {
  const [isAsking, setAsking] = useState(false);
  const [, remove] = useMutation(RemoveCustomFieldMutation);
  const confirm = async (): Promise<boolean> => {
    const { data, error } = await remove({ id: field.id }, customFieldsContext);
    const failure = error ? failureText(error) : data?.removeCustomField.problems[0]?.message;
    if (failure) notifyFailure(failure);
    else if (data?.removeCustomField.isRetired)
      notifyDone(t`"${field.name}" is retired. Records keep the values that they have in it.`);
    else notifyDone(t`"${field.name}" is removed.`);
    return !failure;
  };
  return (
    <>
      <GuardedButton
        needs="canAdminister"
        size="compact-sm"
        variant="default"
        onClick={() => setAsking(true)}
        aria-label={t`Remove ${field.name}`}
      >{t`Remove`}</GuardedButton>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t`Remove "${field.name}"?`}
        confirmLabel={t`Remove`}
        danger
        onConfirm={confirm}
      >{t`Without values it is removed. If records have values in it, it is retired: forms no longer offer it, the values stay, and you can restore it here.`}</ConfirmDialog>
    </>
  );
}

function Restore({ field }: Props): ReactElement {
  const [{ fetching }, restore] = useMutation(RestoreCustomFieldMutation);
  const act = async (): Promise<void> => {
    const { data, error } = await restore({ id: field.id });
    const failure = error ? failureText(error) : data?.restoreCustomField.problems[0]?.message;
    if (failure) notifyFailure(failure);
    else notifyDone(t`"${field.name}" is offered again.`);
  };
  return (
    <GuardedButton
      needs="canAdminister"
      size="compact-sm"
      variant="default"
      loading={fetching}
      onClick={() => void act()}
      aria-label={t`Restore ${field.name}`}
    >{t`Restore`}</GuardedButton>
  );
}
