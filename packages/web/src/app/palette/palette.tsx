import { t } from '@lingui/core/macro';
import { Modal, ScrollArea, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactElement, useEffect, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { told } from '../../components/notify.ts';
import { useViewer } from '../../components/viewer.ts';
import { type Entry, entriesFor } from './entries.ts';
import { PaletteRecordsQuery, PaletteSyncNow } from './palette.graphql.ts';
import classes from './palette.module.css';

type Props = { onClose: () => void; onShortcuts: () => void };

const idOf = (entry: Entry): string => `palette-${entry.id.replace(/\W/g, '-')}`;

/** One box for every page, action and record, worked by keyboard alone. */
// biome-ignore lint/style/noDefaultExport: React.lazy reads the default export.
export default function Palette({ onClose, onShortcuts }: Props): ReactElement {
  const router = useRouter();
  const { canEdit, canRetry, canAdminister } = useViewer();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const [wanted] = useDebouncedValue(text.trim(), 150);
  const [{ data, fetching }] = useQuery({
    query: PaletteRecordsQuery,
    variables: { text: wanted },
    pause: wanted.length < 2,
  });
  const [, syncNow] = useMutation(PaletteSyncNow);
  const isSearching = text.trim().length >= 2;
  const entries = entriesFor(
    text,
    { canEdit, canRetry, canAdminister },
    isSearching && wanted.length >= 2 ? data : undefined,
  );
  const current = entries[Math.min(at, entries.length - 1)];
  useEffect(() => {
    if (current) document.getElementById(idOf(current))?.scrollIntoView?.({ block: 'nearest' });
  }, [current]);

  const choose = (entry: Entry | undefined): void => {
    if (!entry) return;
    onClose();
    if ('to' in entry) router.history.push(entry.to);
    else if (entry.act === 'shortcuts') onShortcuts();
    else
      void syncNow({}).then(({ data: answer, error }) =>
        told(error, answer?.syncNow.problems, t`ConnectWise is being asked for changes.`),
      );
  };
  const press = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((before) => (Math.min(before, entries.length - 1) + step + entries.length) % Math.max(1, entries.length));
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      choose(current);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      title={<VisuallyHidden>{t`Go to a page, record or action`}</VisuallyHidden>}
      padding={0}
      size="lg"
      yOffset="12vh"
      classNames={{ header: classes.header ?? '' }}
    >
      <TextInput
        data-autofocus
        role="combobox"
        aria-label={t`Search pages, records and actions`}
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={current && idOf(current)}
        aria-autocomplete="list"
        placeholder={t`Search pages, records and actions`}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          setAt(0);
        }}
        onKeyDown={press}
        variant="unstyled"
        size="md"
        px="xs"
      />
      <ScrollArea.Autosize mah="56vh" viewportProps={{ tabIndex: -1 }}>
        <div id="palette-list" role="listbox" aria-label={t`Found`} className={classes.list} tabIndex={-1}>
          {entries.map((entry, index) => (
            <div
              key={entry.id}
              id={idOf(entry)}
              role="option"
              tabIndex={-1}
              aria-selected={entry === current}
              className={classes.entry}
              onMouseMove={() => setAt(index)}
              onClick={() => choose(entry)}
              onKeyDown={press}
            >
              <span>{entry.label}</span>{' '}
              <Text component="span" size="xs" c="dimmed">
                {entry.detail ?? (entry.group === 'Actions' ? t`Action` : t`Page`)}
              </Text>
            </div>
          ))}
        </div>
      </ScrollArea.Autosize>
      <Text size="sm" c="dimmed" px="md" py="sm" role="status">
        {entries.length === 0 && !fetching && isSearching && wanted === text.trim()
          ? t`Nothing is called that.`
          : isSearching && (fetching || wanted !== text.trim())
            ? t`Searching…`
            : ''}
      </Text>
    </Modal>
  );
}
