import { t } from '@lingui/core/macro';
import { Button, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { type ReactElement, useCallback, useEffect, useRef, useState } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../../components/failure-text.ts';
import { type FormProblem, FormProblems } from '../../../components/form-problems.tsx';
import { notifyDone } from '../../../components/notify.ts';
import type { ImportChoiceInput, ImportSettingsMutation } from '../../../graphql/graphql.ts';
import { savedTypes } from '../setup/use-section-form.ts';
import { ImportMutation } from './history.graphql.ts';
import { FoundByName, NotFound } from './import-choices.tsx';
import { importLines } from './import-lines.ts';
import { SettingChanges } from './setting-changes.tsx';

type Answer = ImportSettingsMutation['importSettings'];
type Props = { document: unknown; onClose: () => void };

/** What an import would change, what was found here under another ID, and what stands for what was not; then the import itself. */
export function ImportPreview({ document, onClose }: Props): ReactElement {
  const [leaveOut, setLeaveOut] = useState(false);
  const [choices, setChoices] = useState<readonly ImportChoiceInput[]>([]);
  const { told, failure, isBusy, run } = useImport(document);
  useEffect(() => void run({ apply: false, leaveOut, choices }), [run, leaveOut, choices]);
  const choose = (choice: ImportChoiceInput): void =>
    setChoices((before) => [...before.filter((one) => one.kind !== choice.kind || one.id !== choice.id), choice]);

  const apply = async (): Promise<void> => {
    const answer = await run({ apply: true, leaveOut, choices });
    if (!answer?.isApplied) return;
    notifyDone(t`Settings imported. They apply from now on.`);
    onClose();
  };
  if (failure) return <FormProblems problems={[failure]} />;
  if (!told) return <Skeleton h={160} role="status" aria-label={t`Loading`} />;
  const problems = told.problems.filter((problem) => problem.code !== 'unresolved');
  const lines = importLines(told, choices);
  const isUnchanged = told.changes.length === 0;
  return (
    <Stack>
      <NotFound
        lines={lines.filter((line) => line.suggestedId === null)}
        leaveOut={leaveOut}
        onLeaveOut={setLeaveOut}
        onChoose={choose}
      />
      <FormProblems problems={problems} />
      <FoundByName lines={lines.filter((line) => line.suggestedId !== null)} onChoose={choose} />
      <section aria-label={t`What changes`}>
        <Title order={3} mb={6}>{t`What changes`}</Title>
        {isUnchanged ? (
          <Text size="sm" c="dimmed">
            {problems.length > 0 ? t`Nothing can be said yet.` : t`Nothing: the settings are already like that.`}
          </Text>
        ) : (
          <SettingChanges changes={told.changes} />
        )}
      </section>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>{t`Cancel`}</Button>
        <Button
          loading={isBusy}
          disabled={isUnchanged || told.problems.length > 0}
          onClick={() => void apply()}
        >{t`Apply`}</Button>
      </Group>
    </Stack>
  );
}

type RunOptions = { apply: boolean; leaveOut: boolean; choices: readonly ImportChoiceInput[] };

function useImport(document: unknown) {
  const [, send] = useMutation(ImportMutation);
  const [isBusy, setIsBusy] = useState(false);
  const [told, setTold] = useState<Answer | null>(null);
  const [failure, setFailure] = useState<FormProblem | null>(null);
  const latest = useRef(0);
  const run = useCallback(
    async (options: RunOptions): Promise<Answer | null> => {
      latest.current += 1;
      const mine = latest.current;
      setIsBusy(true);
      const context = options.apply ? { additionalTypenames: savedTypes } : {};
      const { data, error } = await send({ document, ...options, choices: [...options.choices] }, context);
      // An answer to choices that have changed since says nothing any more.
      if (mine !== latest.current) return null;
      setIsBusy(false);
      setFailure(error ? { code: 'request_failed', message: failureText(error) } : null);
      setTold(data?.importSettings ?? null);
      return data?.importSettings ?? null;
    },
    [send, document],
  );
  return { told, failure, isBusy, run };
}
