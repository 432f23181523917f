import { plural, t } from '@lingui/core/macro';
import { Button, Group, NumberInput, Switch } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { failureText } from '../../../components/failure-text.ts';
import { notifyDone, notifyFailure } from '../../../components/notify.ts';
import { RevokeAllDocumentLinksMutation } from './scope.graphql.ts';
import type { ScopeValues } from './scope-form.ts';

/** Whether the note of a document in ConnectWise opens it without a session, for how long, and an end for all such links. */
export function DocumentLinkOptions({ form }: { form: UseFormReturnType<ScopeValues> }): ReactElement {
  const { isOn } = form.values.options.documentLinks;
  const [isAsking, setAsking] = useState(false);
  const [, revoke] = useMutation(RevokeAllDocumentLinksMutation);
  const confirm = async (): Promise<void> => {
    const { data, error } = await revoke({});
    if (error || !data) return notifyFailure(error ? failureText(error) : t`Nothing was revoked.`);
    const { revoked } = data.revokeAllDocumentLinks;
    notifyDone(
      revoked === 0 ? t`No link was active.` : plural(revoked, { one: '# link revoked.', other: '# links revoked.' }),
    );
  };
  return (
    <>
      <Switch
        mt="md"
        label={t`Documents open from ConnectWise without signing in`}
        description={t`The note of a sent document carries a signed link. Whoever has it sees that document and nothing else; the audit log has each opening. Off: the link leads to the sign-in.`}
        {...form.getInputProps('options.documentLinks.isOn', { type: 'checkbox' })}
      />
      {isOn && (
        <Group mt="xs" align="flex-end">
          <NumberInput
            label={t`New links expire after days`}
            description={t`Empty: they do not expire.`}
            min={1}
            max={3650}
            allowDecimal={false}
            {...form.getInputProps('options.documentLinks.expireAfterDays')}
          />
          <Button variant="default" onClick={() => setAsking(true)}>{t`Revoke all links`}</Button>
        </Group>
      )}
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t`Revoke all links of documents?`}
        confirmLabel={t`Revoke all links`}
        danger
        onConfirm={confirm}
      >{t`The links in the notes of ConnectWise stop working. This cannot be undone. The documents stay.`}</ConfirmDialog>
    </>
  );
}
