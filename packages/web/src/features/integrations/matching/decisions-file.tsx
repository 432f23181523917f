import { plural, t } from '@lingui/core/macro';
import { Alert, Button, FileButton, Group, List, Text, Tooltip } from '@mantine/core';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useClient, useMutation } from 'urql';
import { failureText } from '../../../components/failure-text.ts';
import { notifyDone, notifyFailure } from '../../../components/notify.ts';
import { formatCount } from '../../../components/sync-words.ts';
import { useRefusal } from '../../../components/viewer.ts';
import { csvParts } from './csv-parts.ts';
import { ImportMatchDecisionsMutation, MatchDecisionsQuery } from './matching.graphql.ts';
import { touchedByDecisions } from './use-decide.ts';

const MAX_SHOWN = 8;

/** Takes all decisions out as a file, and takes a file of decisions in. */
export function DecisionsFile(): ReactElement {
  const client = useClient();
  const refusal = useRefusal('canAdminister');
  const [, send] = useMutation(ImportMatchDecisionsMutation);
  const [isBusy, setBusy] = useState(false);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const save = async (): Promise<void> => {
    const { data, error } = await client.query(MatchDecisionsQuery, {}, { requestPolicy: 'network-only' }).toPromise();
    if (error || !data) notifyFailure(error ? failureText(error) : t`The server sent nothing.`);
    else download(data.matchDecisions, 'match-decisions.csv');
  };
  const load = async (file: File | null): Promise<void> => {
    if (!file) return;
    setBusy(true);
    const found: string[] = [];
    let decided = 0;
    for (const csv of csvParts(await file.text())) {
      const { data, error } = await send({ csv }, { additionalTypenames: touchedByDecisions });
      decided += data?.importMatchDecisions.decided ?? 0;
      found.push(...(error ? [failureText(error)] : (data?.importMatchDecisions.problems ?? []).map((p) => p.message)));
      if (error) break;
    }
    setBusy(false);
    setProblems(found);
    if (decided > 0)
      notifyDone(plural(decided, { one: '# decision was imported.', other: '# decisions were imported.' }));
  };
  return (
    <div>
      <Group gap="xs">
        <Text
          size="sm"
          c="dimmed"
          style={{ flex: '1 1 14rem' }}
        >{t`Decisions are remembered. Export them as a file, or decide in a spreadsheet and import it.`}</Text>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} />}
          onClick={() => void save()}
        >{t`Export CSV`}</Button>
        <FileButton accept=".csv,text/csv" onChange={(file) => void load(file)} disabled={refusal !== null}>
          {({ onClick }) => (
            <Tooltip label={refusal} disabled={refusal === null}>
              <Button
                size="xs"
                variant="default"
                leftSection={<IconUpload size={14} />}
                loading={isBusy}
                onClick={refusal ? undefined : onClick}
                data-disabled={refusal ? true : undefined}
                aria-disabled={refusal !== null}
                aria-description={refusal ?? undefined}
              >{t`Import CSV`}</Button>
            </Tooltip>
          )}
        </FileButton>
      </Group>
      {problems.length > 0 && (
        <Alert
          color="yellow"
          mt="sm"
          role="alert"
          title={t`Not all of the file could be imported`}
          withCloseButton
          closeButtonLabel={t`Close`}
          onClose={() => setProblems([])}
        >
          <List size="sm" spacing={2}>
            {[...new Set(problems)].slice(0, MAX_SHOWN).map((message) => (
              <List.Item key={message}>{message}</List.Item>
            ))}
          </List>
          {problems.length > MAX_SHOWN && (
            <Text size="sm">{t`And ${formatCount(problems.length - MAX_SHOWN)} more.`}</Text>
          )}
        </Alert>
      )}
    </div>
  );
}

function download(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
