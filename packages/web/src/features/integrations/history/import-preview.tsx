import { Alert, Button, Checkbox, Group, List, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactElement, useCallback, useEffect, useState } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../../components/failure-text.ts';
import { type FormProblem, FormProblems } from '../../../components/form-problems.tsx';
import { notifyDone } from '../../../components/notify.ts';
import type { ImportSettingsMutation } from '../../../graphql/graphql.ts';
import { savedTypes } from '../setup/use-section-form.ts';
import { ImportMutation } from './history.graphql.ts';
import { SettingChanges } from './setting-changes.tsx';

type Answer = ImportSettingsMutation['importSettings'];
type Props = { document: unknown; onClose: () => void };

/** What an import would change, what was found here under another ID, and what was not found; then the import itself. */
export function ImportPreview({ document, onClose }: Props): ReactElement {
  const [leaveOut, setLeaveOut] = useState(false);
  const { told, failure, isBusy, run } = useImport(document);
  useEffect(() => void run({ apply: false, leaveOut }), [run, leaveOut]);

  const apply = async (): Promise<void> => {
    const answer = await run({ apply: true, leaveOut });
    if (!answer?.isApplied) return;
    notifyDone('The settings were imported. They count for what happens from now on.');
    onClose();
  };
  if (failure) return <FormProblems problems={[failure]} />;
  if (!told) return <Skeleton h={160} role="status" aria-label="Loading" />;
  const problems = told.problems.filter((problem) => problem.code !== 'unresolved');
  const isUnchanged = told.changes.length === 0;
  return (
    <Stack>
      {told.unresolved.length > 0 && (
        <Unresolved unresolved={told.unresolved} leaveOut={leaveOut} onLeaveOut={setLeaveOut} />
      )}
      <FormProblems problems={problems} />
      {told.matched.length > 0 && <Matched matched={told.matched} />}
      <section aria-label="What changes">
        <Title order={3} mb={6}>
          What changes
        </Title>
        {isUnchanged ? (
          <Text size="sm" c="dimmed">
            {problems.length > 0 ? 'Nothing can be told.' : 'Nothing: the settings are like that already.'}
          </Text>
        ) : (
          <SettingChanges changes={told.changes} />
        )}
      </section>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button loading={isBusy} disabled={isUnchanged || told.problems.length > 0} onClick={() => void apply()}>
          Apply
        </Button>
      </Group>
    </Stack>
  );
}

function useImport(document: unknown) {
  const [, send] = useMutation(ImportMutation);
  const [isBusy, setIsBusy] = useState(false);
  const [told, setTold] = useState<Answer | null>(null);
  const [failure, setFailure] = useState<FormProblem | null>(null);
  const run = useCallback(
    async (options: { apply: boolean; leaveOut: boolean }): Promise<Answer | null> => {
      setIsBusy(true);
      const context = options.apply ? { additionalTypenames: savedTypes } : {};
      const { data, error } = await send({ document, ...options }, context);
      setIsBusy(false);
      setFailure(error ? { code: 'request_failed', message: failureText(error) } : null);
      setTold(data?.importSettings ?? null);
      return data?.importSettings ?? null;
    },
    [send, document],
  );
  return { told, failure, isBusy, run };
}

type UnresolvedProps = {
  unresolved: Answer['unresolved'];
  leaveOut: boolean;
  onLeaveOut: (leaveOut: boolean) => void;
};

function Unresolved({ unresolved, leaveOut, onLeaveOut }: UnresolvedProps): ReactElement {
  return (
    <Alert
      color="orange"
      icon={<IconAlertTriangle size={18} />}
      title={
        unresolved.length === 1 ? 'One thing was not found here' : `${unresolved.length} things were not found here`
      }
    >
      <List size="sm" spacing={4}>
        {unresolved.map(({ field, label, id, reason }) => (
          <List.Item key={field}>
            <b>{label ?? `ID ${id}`}</b>: {reason}
          </List.Item>
        ))}
      </List>
      <Text size="sm" mt="xs">
        Make them in ConnectWise under the same name and refresh the lists, or go without them.
      </Text>
      <Checkbox
        mt="xs"
        label="Leave them out"
        checked={leaveOut}
        onChange={({ currentTarget }) => onLeaveOut(currentTarget.checked)}
      />
    </Alert>
  );
}

function Matched({ matched }: { matched: Answer['matched'] }): ReactElement {
  return (
    <section aria-label="Found by name">
      <Title order={3} mb={6}>
        Found by name
      </Title>
      <List size="sm" spacing={2}>
        {matched.map(({ field, label, id, newId }) => (
          <List.Item key={field}>
            {label}{' '}
            <Text component="span" size="xs" c="dimmed">
              ID {id} there, {newId} here
            </Text>
          </List.Item>
        ))}
      </List>
    </section>
  );
}
