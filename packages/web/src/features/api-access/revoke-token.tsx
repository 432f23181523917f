import { t } from '@lingui/core/macro';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { failureText } from '../../components/failure-text.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { notifyDone, notifyFailure } from '../../components/notify.ts';
import type { TokenFieldsFragment } from '../../graphql/graphql.ts';
import { RevokeTokenMutation } from './api-access.graphql.ts';

/** Ends a token at once, after a question. */
export function RevokeToken({ token }: { token: TokenFieldsFragment }): ReactElement {
  const [isAsking, setAsking] = useState(false);
  const [, revoke] = useMutation(RevokeTokenMutation);
  const confirm = async (): Promise<boolean> => {
    const { data, error } = await revoke({ id: token.id });
    const failure = error ? failureText(error) : data?.revokeApiToken.problems[0]?.message;
    if (failure) notifyFailure(failure);
    else notifyDone(t`The token "${token.name}" no longer works.`);
    return !failure;
  };
  return (
    <>
      <GuardedButton
        needs="canAdminister"
        size="compact-sm"
        variant="default"
        onClick={() => setAsking(true)}
        aria-label={t`Revoke ${token.name}`}
      >{t`Revoke`}</GuardedButton>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t`Revoke "${token.name}"?`}
        confirmLabel={t`Revoke`}
        danger
        onConfirm={confirm}
      >{t`Programs that use it are refused at once. This cannot be undone. Create a new token instead.`}</ConfirmDialog>
    </>
  );
}
