import { t } from '@lingui/core/macro';
import { IconX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../../components/failure-text.ts';
import { GuardedButton } from '../../../components/guarded-button.tsx';
import { notifyFailure } from '../../../components/notify.ts';
import { CancelPreviewMutation } from './preview.graphql.ts';

/** Ends a preview that is being made. Nothing is lost but its counts, so it asks nothing. */
export function CancelPreviewButton({ id }: { id: string }): ReactElement {
  const [{ fetching }, cancelPreview] = useMutation(CancelPreviewMutation);
  const cancel = async (): Promise<void> => {
    const { data, error } = await cancelPreview({ id }, { additionalTypenames: ['SyncPreview', 'SetupStep'] });
    const failure = error ? failureText(error) : data?.cancelPreview.problems[0]?.message;
    if (failure) notifyFailure(failure);
  };
  return (
    <GuardedButton
      needs="canAdminister"
      variant="default"
      loading={fetching}
      leftSection={<IconX size={16} aria-hidden />}
      onClick={() => void cancel()}
    >{t`Cancel preview`}</GuardedButton>
  );
}
