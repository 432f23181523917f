import { t } from '@lingui/core/macro';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useClient } from 'urql';
import { failureText } from '../../../components/failure-text.ts';
import { notifyDone, notifyFailure } from '../../../components/notify.ts';
import { ExportQuery } from './history.graphql.ts';

/** Saves the present settings as a file, without keys. */
export function ExportButton({ isEmpty }: { isEmpty: boolean }): ReactElement {
  const client = useClient();
  const [isBusy, setIsBusy] = useState(false);
  const save = async (): Promise<void> => {
    setIsBusy(true);
    const { data, error } = await client.query(ExportQuery, {}, { requestPolicy: 'network-only' }).toPromise();
    setIsBusy(false);
    if (error) return notifyFailure(failureText(error));
    if (!data?.exportSettings) return notifyFailure(t`There are no settings to export. Connect ConnectWise first.`);
    download('causeway-settings.json', JSON.stringify(data.exportSettings, null, 2));
    notifyDone(t`The settings are saved as causeway-settings.json.`);
  };
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      loading={isBusy}
      disabled={isEmpty}
      onClick={() => void save()}
    >{t`Export`}</Button>
  );
}

function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
