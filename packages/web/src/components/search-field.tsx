import { t } from '@lingui/core/macro';
import { CloseButton, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type ReactElement, useEffect, useRef, useState } from 'react';
import classes from './search-field.module.css';

type Props = {
  label: string;
  placeholder?: string;
  /** What the URL says now. */
  value: string;
  /** Told 300 ms after the last key, and at once when cleared or on Enter. */
  onSearch: (text: string) => void;
  width?: number | string;
};

/** A search box whose truth is the URL: typing is debounced, and going back in history changes the box. */
export function SearchField({ label, placeholder, value, onSearch, width = 280 }: Props): ReactElement {
  const [text, setText] = useState(value);
  const told = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const tell = (next: string): void => {
    clearTimeout(timer.current);
    told.current = next.trim();
    onSearch(next.trim());
  };
  const type = (next: string): void => {
    setText(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => tell(next), 300);
  };
  const clear = (): void => {
    setText('');
    tell('');
  };

  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={placeholder ?? label}
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') tell(text);
        if (event.key === 'Escape' && text) clear();
      }}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={text ? <CloseButton size="sm" aria-label={t`Clear search`} onClick={clear} /> : null}
      className={classes.field}
      style={{ '--search-width': typeof width === 'number' ? `${width}px` : width }}
    />
  );
}
