import { t } from '@lingui/core/macro';
import { Alert, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactElement } from 'react';

/** The secret that signs the messages, which cannot be seen again. */
export function WebhookSecret({ secret, onClose }: { secret: string; onClose: () => void }): ReactElement {
  return (
    <Stack>
      <Alert color="yellow" variant="light">
        <Text size="sm">{t`This is the only time the secret is shown. The receiver checks with it that a message is from this workspace.`}</Text>
      </Alert>
      <Code block aria-label={t`Secret of the webhook`} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {secret}
      </Code>
      <Group justify="flex-end" gap="xs">
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
              onClick={copy}
            >
              {copied ? t`Copied` : t`Copy`}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>{t`Done`}</Button>
      </Group>
    </Stack>
  );
}
