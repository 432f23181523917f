import { t } from '@lingui/core/macro';
import { Button, Card, FileButton, Group, Image, Stack, Text, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { notifyDone, notifyFailure, told } from '../../components/notify.ts';
import { RemoveWorkspaceLogo } from './workspace.graphql.ts';

/** The picture at the head of each quote. */
export function LogoCard({ path, onChanged }: { path: string | null; onChanged: () => void }): ReactElement {
  const [isBusy, setBusy] = useState(false);
  const [, remove] = useMutation(RemoveWorkspaceLogo);
  const upload = async (file: File | null): Promise<void> => {
    if (!file) return;
    setBusy(true);
    const failure = await send(file);
    setBusy(false);
    if (failure) return notifyFailure(failure);
    notifyDone(t`Logo saved.`);
    onChanged();
  };
  const takeAway = async (): Promise<void> => {
    const { data, error } = await remove({});
    if (told(error, data?.removeWorkspaceLogo.problems, t`Logo removed.`)) onChanged();
  };
  return (
    <Card component="section" aria-label={t`Logo`}>
      <Stack align="flex-start">
        <Title order={2}>{t`Logo`}</Title>
        <Text
          size="sm"
          c="dimmed"
        >{t`PNG or JPEG, up to 512 kB. It is at the head of each quote, at most 60 mm wide and 20 mm high.`}</Text>
        {path && (
          <Image
            src={path}
            alt={t`Logo of the workspace`}
            w="auto"
            h={72}
            fit="contain"
            bg="white"
            p="xs"
            radius="sm"
          />
        )}
        <Group gap="sm">
          <FileButton onChange={(file) => void upload(file)} accept="image/png,image/jpeg">
            {(props) => (
              <Button variant="default" loading={isBusy} {...props}>
                {path ? t`Replace logo` : t`Upload logo`}
              </Button>
            )}
          </FileButton>
          {path && <Button variant="subtle" color="red" onClick={() => void takeAway()}>{t`Remove logo`}</Button>}
        </Group>
      </Stack>
    </Card>
  );
}

const MAX_BYTES = 512 * 1024;

/** What went wrong, or nothing. A file that is too large is not sent: the server may hang up on it before its answer is read. */
async function send(file: File): Promise<string | null> {
  if (file.size > MAX_BYTES) return t`A logo may have up to 512 kB. Choose a smaller file.`;
  const body = new FormData();
  body.append('file', file);
  try {
    const answer = await fetch('/api/workspace/logo', { method: 'POST', body });
    if (answer.ok) return null;
    const told: { problems?: { message: string }[] } = await answer.json().catch(() => ({}));
    return told.problems?.[0]?.message ?? t`The logo could not be stored. Try again.`;
  } catch {
    return t`The server could not be reached. Try again.`;
  }
}
