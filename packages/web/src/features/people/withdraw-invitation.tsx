import { t } from '@lingui/core/macro';
import type { ReactElement } from 'react';
import { useMutation } from 'urql';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { told } from '../../components/notify.ts';
import { peopleContext, WithdrawInvitationMutation } from './people.graphql.ts';

/** Makes an invitation's link worthless. */
export function WithdrawInvitation({ invitation }: { invitation: { id: string; email: string } }): ReactElement {
  const [{ fetching }, withdraw] = useMutation(WithdrawInvitationMutation);
  const act = async (): Promise<void> => {
    const { data, error } = await withdraw({ id: invitation.id }, peopleContext);
    told(error, data?.withdrawInvitation.problems, t`The invitation of ${invitation.email} no longer works.`);
  };
  return (
    <GuardedButton
      needs="canAdminister"
      size="compact-sm"
      variant="default"
      loading={fetching}
      onClick={() => void act()}
      aria-label={t`Withdraw the invitation of ${invitation.email}`}
    >{t`Withdraw`}</GuardedButton>
  );
}
