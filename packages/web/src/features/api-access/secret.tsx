import { t } from '@lingui/core/macro';
import { Alert, Button, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';

type Props = { secret: string; onClose: () => void; children?: ReactNode };

/** A new token's secret, which cannot be seen again. */
export function Secret({ secret, onClose, children }: Props): ReactElement {
  return (
    <Stack>
      <Alert color="yellow" variant="light">
        <Text size="sm">{t`This is the only time the token is shown. Store it where the program can read it.`}</Text>
      </Alert>
      <Code block aria-label={t`Token`} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {secret}
      </Code>
      {children}
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
