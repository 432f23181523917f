import { t } from '@lingui/core/macro';
import { Card, Group, List, Text, Title } from '@mantine/core';
import { type ReactElement, useEffect, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { told } from '../../components/notify.ts';
import { useRefusal } from '../../components/viewer.ts';
import { SyncUndoQuery, UndoFirstSyncMutation } from './runs.graphql.ts';

const everything = ['Client', 'Contact', 'Product', 'Opportunity', 'RemoteLink', 'SyncSettings', 'IntegrationHealth'];
const LOOK_AGAIN_MS = 2_000;

/** Takes back what a first sync created, and says first what goes and what stays. */
export function UndoCard({ runId }: { runId: string }): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const mayNot = useRefusal('canAdminister');
  const [{ data }, ask] = useQuery({
    query: SyncUndoQuery,
    variables: { runId },
    pause: mayNot !== null,
    requestPolicy: 'cache-and-network',
  });
  const [, undo] = useMutation(UndoFirstSyncMutation);
  const report = data?.syncUndo.undo;
  const isRunning = report?.state === 'RUNNING';
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(() => ask({ requestPolicy: 'network-only' }), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [isRunning, ask]);
  const confirm = async (): Promise<boolean> => {
    const answer = await undo({ runId }, { additionalTypenames: everything });
    const isDone = told(answer.error, answer.data?.undoFirstSync.problems, t`The first sync is being undone.`);
    ask({ requestPolicy: 'network-only' });
    return isDone;
  };
  const sentences = (report?.sentences ?? []).map((sentence) => <List.Item key={sentence}>{sentence}</List.Item>);
  return (
    <Card component="section" aria-label={t`Undo`}>
      <Group justify="space-between" gap="sm">
        <div style={{ flex: '1 1 18rem' }}>
          <Title order={3}>{t`Undo this first sync`}</Title>
          <Text
            size="sm"
            c="dimmed"
          >{t`Removes from the CRM what it created and nobody has used since. ConnectWise is not touched.`}</Text>
        </div>
        {(report === undefined || report === null || report.state === 'POSSIBLE') && (
          <GuardedButton
            needs="canAdminister"
            variant="outline"
            color="red"
            onClick={() => setOpen(true)}
          >{t`Undo first sync`}</GuardedButton>
        )}
      </Group>
      {report && report.state !== 'POSSIBLE' && (
        <List size="sm" mt="md" aria-label={t`What was undone`}>
          {sentences}
        </List>
      )}
      <ConfirmDialog
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t`Undo the first sync?`}
        confirmLabel={t`Undo first sync`}
        onConfirm={confirm}
      >
        <List size="sm" aria-label={t`What happens`}>
          {sentences}
        </List>
      </ConfirmDialog>
    </Card>
  );
}
