import { t } from '@lingui/core/macro';
import { FileButton, Modal } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { type ReactElement, useRef, useState } from 'react';
import { GuardedButton } from '../../../components/guarded-button.tsx';
import { notifyFailure } from '../../../components/notify.ts';
import { ImportPreview } from './import-preview.tsx';

const MAX_BYTES = 1_000_000;

type Chosen = { name: string; document: unknown };

/** Reads an export from a file and shows what it would change before anything is. */
export function ImportButton(): ReactElement {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const reset = useRef<() => void>(null);
  const choose = async (file: File | null): Promise<void> => {
    reset.current?.();
    if (!file) return;
    if (file.size > MAX_BYTES) return notifyFailure(t`This file is too large to be an export of settings.`);
    const document = parsed(await file.text());
    if (document === undefined)
      return notifyFailure(t`This file is not JSON. Choose a file created by "Export" of this product.`);
    setChosen({ name: file.name, document });
  };
  return (
    <>
      <FileButton accept="application/json,.json" resetRef={reset} onChange={(file) => void choose(file)}>
        {({ onClick }) => (
          <GuardedButton
            needs="canAdminister"
            variant="default"
            leftSection={<IconUpload size={16} aria-hidden />}
            onClick={onClick}
          >{t`Import`}</GuardedButton>
        )}
      </FileButton>
      <Modal
        opened={chosen !== null}
        onClose={() => setChosen(null)}
        title={t`Import ${chosen?.name ?? ''}`}
        size="lg"
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        {chosen && <ImportPreview document={chosen.document} onClose={() => setChosen(null)} />}
      </Modal>
    </>
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
