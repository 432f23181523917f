import { t } from '@lingui/core/macro';
import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { ExternalLink } from '../../components/external-link.tsx';
import { inSentence } from '../../components/language/language.ts';
import { entityWords } from '../../components/sync-words.ts';
import type { IssueFieldsFragment, ResolveMatchInput } from '../../graphql/graphql.ts';

type Props = {
  opened: boolean;
  issue: IssueFieldsFragment;
  name: string;
  onClose: () => void;
  onDecide: (input: ResolveMatchInput) => Promise<boolean>;
};

const createNew = 'create';

/** The records in the CRM that may be the same as one in ConnectWise; a person says which, or that it is a new one. */
export function MatchReview({ opened, issue, name, onClose, onDecide }: Props): ReactElement {
  const [choice, setChoice] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const word = inSentence(entityWords[issue.entity].one);
  const decide = async (): Promise<void> => {
    if (!choice) return;
    setBusy(true);
    const isDone = await onDecide(
      choice === createNew ? { decision: 'CREATE' } : { decision: 'LINK', localId: choice },
    );
    setBusy(false);
    if (isDone) onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t`Which record is it?`}
      size="lg"
      centered
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <Stack>
        <div>
          <Text size="sm" c="dimmed">{t`In ConnectWise`}</Text>
          <Group gap="sm">
            <Text fw={600}>{name}</Text>
            {issue.remoteUrl && <ExternalLink href={issue.remoteUrl} />}
          </Group>
          <Text size="sm">{issue.message}</Text>
        </div>
        <Radio.Group label={t`The same ${word} in the CRM`} value={choice} onChange={setChoice}>
          <Stack gap="xs" mt="xs">
            {issue.candidates.map((candidate) => (
              <Radio.Card key={candidate.id} value={candidate.id} p="sm" aria-label={t`Link to ${candidate.name}`}>
                <Option title={candidate.name} detail={candidate.detail} />
              </Radio.Card>
            ))}
            <Radio.Card value={createNew} p="sm" aria-label={t`None of these: make a new ${word}`}>
              <Option
                title={t`None of these: make a new ${word}`}
                detail={t`The record of ConnectWise becomes one of its own in the CRM.`}
              />
            </Radio.Card>
          </Stack>
        </Radio.Group>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>{t`Cancel`}</Button>
          <Button disabled={!choice} loading={busy} onClick={() => void decide()}>
            {choice === createNew ? t`Make a new ${word}` : t`Link the records`}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function Option({ title, detail }: { title: string; detail: string }): ReactElement {
  return (
    <Group wrap="nowrap" align="flex-start">
      <Radio.Indicator mt={2} />
      <div>
        <Text size="sm" fw={500}>
          {title}
        </Text>
        <Text size="xs" c="dimmed">
          {detail}
        </Text>
      </div>
    </Group>
  );
}
