import type { RemoteOption } from '@causeway/shared/mapping/stage-mapping';
import { t } from '@lingui/core/macro';
import { type KeyboardEvent, type ReactElement, type ReactNode, type RefObject, useState } from 'react';
import { Select } from '../../../components/select.tsx';

type Props = {
  label: string;
  placeholder: string;
  options: readonly RemoteOption[];
  value: string;
  /** Other rows' options, with the stage that has each. */
  usedBy: ReadonlyMap<string, string>;
  showUsed: boolean;
  onChange: (remoteId: string) => void;
  /** Takes an option away from the row that has it. */
  onMove: (remoteId: string) => void;
  onCancel: () => void;
  error?: ReactNode;
  inputRef: RefObject<HTMLInputElement | null>;
  column: string;
};

const MOVE = 'move:';

/**
 * Chooses a stage or status of ConnectWise. What another row has is left out, or shown as used, each with an entry that moves it here. Typing
 * searches, Enter opens, Delete clears, Esc closes and then takes the change back.
 */
export function StageOptionSelect(props: Props): ReactElement {
  const { label, placeholder, value, onChange, onMove, onCancel, error, inputRef, column } = props;
  const [isOpen, setOpen] = useState(false);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isOpen) return;
    if (event.key === 'Escape') onCancel();
    if (event.key === 'Delete') onChange('');
    if (event.key !== 'Enter') return;
    // Enter in a field would save the page.
    event.preventDefault();
    setOpen(true);
  };
  return (
    <Select
      ref={inputRef}
      aria-label={label}
      placeholder={placeholder}
      data={dataOf(props)}
      value={value || null}
      onChange={(picked) => (picked?.startsWith(MOVE) ? onMove(picked.slice(MOVE.length)) : onChange(picked ?? ''))}
      error={error}
      searchable
      clearable
      allowDeselect={false}
      clearButtonProps={{ 'aria-label': t`Clear ${label}`, 'aria-hidden': false }}
      openOnFocus={false}
      dropdownOpened={isOpen}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      onFocus={(event) => event.currentTarget.select()}
      onKeyDown={onKeyDown}
      data-column={column}
      nothingFoundMessage={t`Nothing in the list of ConnectWise`}
      maxDropdownHeight={280}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
      limit={200}
    />
  );
}

function dataOf({ options, value, usedBy, showUsed }: Props) {
  const free = options
    .filter((option) => option.remoteId === value || (option.isActive && !usedBy.has(option.remoteId)))
    .map(({ remoteId, label, isActive }) => ({ value: remoteId, label: isActive ? label : t`${label} (inactive)` }));
  const isGone = value !== '' && !free.some((option) => option.value === value);
  const own = isGone ? [...free, { value, label: t`#${value} (no longer in ConnectWise)` }] : free;
  const used = options.filter((option) => option.remoteId !== value && option.isActive && usedBy.has(option.remoteId));
  if (!showUsed || used.length === 0) return own;
  return [
    { group: t`Not used`, items: own },
    {
      group: t`Used by other stages`,
      items: used.flatMap(({ remoteId, label }) => [
        { value: remoteId, label: t`${label} (used by ${usedBy.get(remoteId) ?? ''})`, disabled: true },
        { value: `${MOVE}${remoteId}`, label: t`Move ${label} here` },
      ]),
    },
  ];
}
