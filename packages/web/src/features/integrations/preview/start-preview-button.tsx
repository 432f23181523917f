import { t } from '@lingui/core/macro';
import { IconEye } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../../components/failure-text.ts';
import { GuardedButton } from '../../../components/guarded-button.tsx';
import { notifyFailure } from '../../../components/notify.ts';
import { StartPreviewMutation } from './preview.graphql.ts';

type Props = { label: string; variant?: 'default' | 'filled'; isRunning?: boolean };

/** Begins a preview; the page then shows how far it is. */
export function StartPreviewButton({ label, variant = 'filled', isRunning = false }: Props): ReactElement {
  const [{ fetching }, startPreview] = useMutation(StartPreviewMutation);
  const start = async (): Promise<void> => {
    const { data, error } = await startPreview({}, { additionalTypenames: ['SyncPreview', 'SetupStep'] });
    const failure = error ? failureText(error) : data?.startPreview.problems[0]?.message;
    if (failure) notifyFailure(failure);
  };
  return (
    <GuardedButton
      needs="canAdminister"
      variant={variant}
      loading={fetching}
      blockedBecause={isRunning ? t`A preview is being created.` : null}
      leftSection={<IconEye size={16} aria-hidden />}
      onClick={() => void start()}
    >
      {label}
    </GuardedButton>
  );
}
