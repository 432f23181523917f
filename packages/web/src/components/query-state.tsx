import { t } from '@lingui/core/macro';
import { Alert, Box, Button, Center, Group, Skeleton, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconAlertTriangle, IconInbox, IconRefresh } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import type { CombinedError } from 'urql';
import { failureText } from './failure-text.ts';
import classes from './query-state.module.css';

type Result<T> = { data?: T | undefined; error?: CombinedError | undefined; fetching: boolean };
type Props<T> = {
  result: Result<T>;
  onRetry: () => void;
  /** What stands in for the content while it loads. */
  skeleton?: ReactNode;
  isEmpty?: (data: T) => boolean;
  empty?: ReactNode;
  /** What the banner says of content that stays although a refresh failed. */
  staleTitle?: string | undefined;
  children: (data: T) => ReactNode;
};

/** Loading, error, empty or content. Content that is already there stays when a refresh fails, under a banner. */
export function QueryState<T>({
  result,
  onRetry,
  skeleton,
  isEmpty,
  empty,
  staleTitle,
  children,
}: Props<T>): ReactElement {
  const { data, error, fetching } = result;
  if (data === undefined || data === null) {
    if (error) return <ErrorState error={error} onRetry={onRetry} busy={fetching} />;
    return (
      <Box role="status" aria-label={t`Loading`}>
        {skeleton ?? <LinesSkeleton />}
      </Box>
    );
  }
  return (
    <>
      {error && <StaleBanner error={error} onRetry={onRetry} busy={fetching} title={staleTitle} />}
      {isEmpty?.(data) ? empty : children(data)}
    </>
  );
}

type ErrorProps = { error: CombinedError; onRetry: () => void; busy?: boolean; title?: string | undefined };

/** Nothing could be loaded. */
export function ErrorState({ error, onRetry, busy }: ErrorProps): ReactElement {
  return (
    <Center py={64} role="alert">
      <Stack align="center" gap="xs" maw={460} ta="center">
        <ThemeIcon variant="light" color="red" size={44} radius="xl">
          <IconAlertTriangle size={24} aria-hidden />
        </ThemeIcon>
        <Title order={2}>{t`This could not be loaded`}</Title>
        <Text c="dimmed" size="sm">
          {failureText(error)}
        </Text>
        <Button
          variant="default"
          leftSection={<IconRefresh size={16} />}
          onClick={onRetry}
          loading={busy}
          mt="xs"
        >{t`Try again`}</Button>
      </Stack>
    </Center>
  );
}

/** A refresh failed; what is shown may be old. */
function StaleBanner({ error, onRetry, busy, title = t`This may be out of date` }: ErrorProps): ReactElement {
  return (
    <Alert color="yellow" icon={<IconAlertTriangle size={18} />} mb="md" role="alert" title={title}>
      <Group justify="space-between" gap="xs">
        <Text size="sm">{failureText(error)}</Text>
        <Button size="xs" variant="default" onClick={onRetry} loading={busy}>{t`Try again`}</Button>
      </Group>
    </Alert>
  );
}

type EmptyProps = {
  title: string;
  children?: ReactNode;
  icon?: ReactNode;
  action?: ReactNode;
  /** It is all that the page has, so its title is the page's. */
  isPage?: boolean;
};

/** Nothing is here, and why, and what to do. */
export function EmptyState({ title, children, icon, action, isPage = false }: EmptyProps): ReactElement {
  return (
    <Center py={56}>
      <Stack align="center" gap="xs" maw={460} ta="center">
        <ThemeIcon variant="light" color="gray" size={44} radius="xl">
          {icon ?? <IconInbox size={24} aria-hidden />}
        </ThemeIcon>
        <Title order={isPage ? 1 : 2} fz="h2">
          {title}
        </Title>
        {children && (
          <Text c="dimmed" size="sm" component="div">
            {children}
          </Text>
        )}
        {action}
      </Stack>
    </Center>
  );
}

export function LinesSkeleton({ lines = 5 }: { lines?: number }): ReactElement {
  return (
    <Stack gap="sm">
      {Array.from({ length: lines }, (_, i) => i).map((i) => (
        <Skeleton key={i} h={16} w={`${92 - ((i * 17) % 40)}%`} />
      ))}
    </Stack>
  );
}

const bars = ['28%', '18%', '34%', '10%'];

/** Plain elements that look as the library's: of its own forty cost as much as the rows that they stand for. */
export function TableSkeleton({ rows = 10 }: { rows?: number }): ReactElement {
  return (
    <div>
      {Array.from({ length: rows }, (_, i) => i).map((i) => (
        <div key={i} className={classes.row}>
          {bars.map((width) => (
            <div
              key={width}
              className={Skeleton.classes.root}
              style={{ width, height: '0.75rem' }}
              data-visible
              data-animate
            />
          ))}
        </div>
      ))}
    </div>
  );
}
