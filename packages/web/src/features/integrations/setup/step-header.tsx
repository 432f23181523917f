import { Box, Group, Text, Title } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

type Props = { title: string; children?: ReactNode; actions?: ReactNode };

/** The head of a step: its title, one or two sentences, and what can be done with the whole page. */
export function StepHeader({ title, children, actions }: Props): ReactElement {
  return (
    <Group justify="space-between" align="flex-start" gap="sm" mb="md">
      <Box style={{ flex: '1 1 16rem', minWidth: 0 }}>
        <Title order={2}>{title}</Title>
        {children && (
          <Text size="sm" c="dimmed" component="div">
            {children}
          </Text>
        )}
      </Box>
      {actions && <Group gap="xs">{actions}</Group>}
    </Group>
  );
}
