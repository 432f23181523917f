import { t } from '@lingui/core/macro';
import { FileButton } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { type ReactElement, useRef, useState } from 'react';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { notifyDone, notifyFailure } from '../../components/notify.ts';
import { uploadFile } from './upload-file.ts';

type Props = { opportunityId: string; onUploaded: () => void };

export function UploadButton({ opportunityId, onUploaded }: Props): ReactElement {
  const [busy, setBusy] = useState(false);
  const reset = useRef<() => void>(null);
  const upload = async (file: File | null): Promise<void> => {
    if (!file) return;
    setBusy(true);
    const problems = await uploadFile(opportunityId, file);
    setBusy(false);
    // Choosing the same file again must count as a choice.
    reset.current?.();
    if (problems.length > 0) notifyFailure(problems.map((problem) => problem.message).join(' '));
    else {
      notifyDone(t`${file.name} was added.`);
      onUploaded();
    }
  };
  return (
    <FileButton onChange={(file) => void upload(file)} resetRef={reset} inputProps={{ 'aria-label': t`File to add` }}>
      {(button) => (
        <GuardedButton
          needs="canEdit"
          variant="default"
          size="sm"
          loading={busy}
          leftSection={<IconUpload size={16} aria-hidden />}
          {...button}
        >{t`Upload file`}</GuardedButton>
      )}
    </FileButton>
  );
}
