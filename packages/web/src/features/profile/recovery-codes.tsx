import { t } from '@lingui/core/macro';
import { Alert, Button, Checkbox, Code, CopyButton, Group, Stack, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';

type Props = { codes: readonly string[]; onDone: () => void };

/** Recovery codes, which cannot be seen again. */
export function RecoveryCodes({ codes, onDone }: Props): ReactElement {
  const [isStored, setStored] = useState(false);
  const text = codes.join('\n');
  return (
    <Stack>
      <Alert color="yellow" variant="light">
        <Text size="sm">{t`These recovery codes are shown this once. Each lets you in once when you do not have your phone. Store them where you keep your passwords.`}</Text>
      </Alert>
      <Code block aria-label={t`Recovery codes`} style={{ columns: 2, lineHeight: 1.8 }}>
        {text}
      </Code>
      <Group gap="xs">
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? t`Copied` : t`Copy`}
            </Button>
          )}
        </CopyButton>
        <Button
          component="a"
          variant="default"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(`${t`Recovery codes for Causeway`}\n\n${text}\n`)}`}
          download="causeway-recovery-codes.txt"
        >{t`Download`}</Button>
      </Group>
      <Checkbox
        label={t`I have stored these codes.`}
        checked={isStored}
        onChange={(event) => setStored(event.currentTarget.checked)}
      />
      <Group justify="flex-end">
        <Button disabled={!isStored} onClick={onDone}>{t`Done`}</Button>
      </Group>
    </Stack>
  );
}
