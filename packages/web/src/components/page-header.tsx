import { Anchor, Box, Group, Text, Title } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import { type ReactElement, type ReactNode, useEffect } from 'react';

type Props = {
  title: string;
  /** What the document's title says when it differs from the heading. */
  documentTitle?: string;
  description?: ReactNode;
  /** Where one comes from: the list above a record. */
  back?: Pick<LinkProps, 'to' | 'params' | 'search'> & { label: string };
  /** Beside the title: a badge. */
  aside?: ReactNode;
  actions?: ReactNode;
};

/** The head of every page: one h1, an optional sentence, actions to the right (below on narrow screens). */
export function PageHeader({ title, documentTitle, description, back, aside, actions }: Props): ReactElement {
  useEffect(() => {
    document.title = `${documentTitle ?? title} · Causeway`;
  }, [title, documentTitle]);
  const { label: backLabel, ...backLink } = back ?? { label: '' };
  return (
    <Box component="header" mb="lg">
      {back && (
        <Anchor renderRoot={(props) => <Link {...backLink} {...props} />} size="sm" mb={4} display="inline-flex">
          <IconChevronLeft size={16} aria-hidden style={{ alignSelf: 'center', marginLeft: -4 }} />
          {backLabel}
        </Anchor>
      )}
      <Group justify="space-between" align="flex-start" gap="sm">
        <Box style={{ flex: '1 1 16rem', minWidth: 0 }}>
          <Group gap="sm" align="center">
            <Title order={1}>{title}</Title>
            {aside}
          </Group>
          {description && (
            <Text c="dimmed" size="sm" mt={4} component="div">
              {description}
            </Text>
          )}
        </Box>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
    </Box>
  );
}
