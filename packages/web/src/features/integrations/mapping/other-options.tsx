import type { RemoteOption } from '@causeway/shared/mapping/stage-mapping';
import { optionLabel } from '@causeway/shared/mapping/stage-mapping';
import { t } from '@lingui/core/macro';
import { Button, MultiSelect } from '@mantine/core';
import { type ReactElement, type ReactNode, useState } from 'react';

type Props = {
  label: string;
  options: readonly RemoteOption[];
  value: readonly string[];
  /** Other rows' options, with the stage that has each. */
  usedBy: ReadonlyMap<string, string>;
  /** What the row sends. */
  sent: string;
  onChange: (remoteIds: string[]) => void;
  error?: ReactNode;
};

/** Chooses what else of ConnectWise comes in at the stage of a row. Mostly nothing does, so that it opens on request. */
export function OtherOptions({ label, options, value, usedBy, sent, onChange, error }: Props): ReactElement {
  const [isOpen, setOpen] = useState(false);
  if (!isOpen && value.length === 0)
    return (
      <Button
        size="compact-xs"
        variant="subtle"
        mt={4}
        aria-label={t`Also come in: ${label}`}
        onClick={() => setOpen(true)}
      >{t`Also come in`}</Button>
    );
  const free = options
    .filter(({ remoteId }) => remoteId !== sent && !usedBy.has(remoteId))
    .map(({ remoteId }) => remoteId);
  const known = [...new Set([...free, ...value.filter((id) => id !== sent)])];
  return (
    <MultiSelect
      mt={4}
      size="xs"
      label={t`Also come in, never sent`}
      aria-label={label}
      data={known.map((id) => ({ value: id, label: optionLabel(options, id) }))}
      value={value.filter((id) => id !== sent)}
      onChange={onChange}
      error={error}
      searchable
      nothingFoundMessage={t`Nothing else in the list of ConnectWise`}
      comboboxProps={{ width: 'max-content', position: 'bottom-start' }}
    />
  );
}
