import { Alert, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactElement } from 'react';

/** The secret that signs the messages, which cannot be seen again. */
export function WebhookSecret({ secret, onClose }: { secret: string; onClose: () => void }): ReactElement {
  return (
    <Stack>
      <Alert color="yellow" variant="light">
        <Text size="sm">
          This is the only time the secret is shown. The receiver checks with it that a message is from this workspace.
        </Text>
      </Alert>
      <Code block aria-label="Secret of the webhook" style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
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
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>Done</Button>
      </Group>
    </Stack>
  );
}
