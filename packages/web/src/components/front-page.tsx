import { Box, Card, Center, Group, Text, Title } from '@mantine/core';
import { type ReactElement, type ReactNode, useEffect } from 'react';

type Props = { title: string; maxWidth?: number; children: ReactNode };

/** A page outside the layout, for those who are not signed in yet. */
export function FrontPage({ title, maxWidth = 400, children }: Props): ReactElement {
  useEffect(() => {
    document.title = `${title} · Causeway`;
  }, [title]);
  return (
    <Center mih="100vh" p="md" component="main">
      <Box w="100%" maw={maxWidth}>
        <Group gap={12} justify="center" mb="lg">
          <img src="/causeway.svg" alt="" width={34} height={34} />
          <Text fw={650} fz={22}>
            Causeway
          </Text>
        </Group>
        <Card padding="xl">
          <Title order={1} fz="lg" mb="md">
            {title}
          </Title>
          {children}
        </Card>
      </Box>
    </Center>
  );
}
