import { Button, Group, Pill, Select, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { SearchField } from '../../components/search-field.tsx';
import { directionWords, entityWords, statusWords } from '../../components/sync-words.ts';
import { type AuditSearch, isFiltered } from './audit-search.ts';

const options = <T extends string>(words: Record<T, string>) =>
  (Object.entries(words) as [T, string][]).map(([value, label]) => ({ value, label }));
const labels = <T extends string, W>(words: Record<T, W>, pick: (word: W) => string) =>
  (Object.entries(words) as [T, W][]).map(([value, word]) => ({ value, label: pick(word) }));

const directions = options(directionWords);
const entities = labels(entityWords, (word) => word.many);
const statuses = labels(statusWords, (word) => word.label);
const ranges = [
  { value: '1h', label: 'Last hour' },
  { value: '24h', label: 'Last 24 hours' },
  { value: '7d', label: 'Last 7 days' },
  { value: '30d', label: 'Last 30 days' },
  { value: 'custom', label: 'From … to …' },
] as const;

/** Filters of the audit log; each lives in the URL, so a filtered view is a link. */
export function AuditFilters({ search }: { search: AuditSearch }): ReactElement {
  const navigate = useNavigate({ from: '/audit' });
  const set = (change: Partial<AuditSearch>): void => {
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  };
  const isCustom = search.from !== undefined || search.to !== undefined;
  const setRange = (value: (typeof ranges)[number]['value'] | null): void => {
    const isCustomNow = value === 'custom';
    const from = isCustomNow ? new Date(Date.now() - 3_600_000).toISOString() : undefined;
    set({ range: isCustomNow ? undefined : (value ?? undefined), from, to: undefined });
  };
  return (
    <Group gap="xs" mb="sm">
      <SearchField
        label="Search names, IDs and descriptions"
        placeholder="Name, ID or text"
        value={search.text ?? ''}
        onSearch={(text) => set({ text: text || undefined })}
        width={220}
      />
      <Pick
        label="Direction"
        data={directions}
        value={search.direction}
        onPick={(direction) => set({ direction })}
        width={164}
      />
      <Pick
        label="Record type"
        data={entities}
        value={search.entity}
        onPick={(entity) => set({ entity })}
        width={148}
      />
      <Pick label="Status" data={statuses} value={search.status} onPick={(status) => set({ status })} width={122} />
      <Pick
        label="Time"
        data={ranges}
        value={isCustom ? 'custom' : search.range}
        onPick={(range) => setRange(range ?? null)}
        width={148}
      />
      {isCustom && (
        <>
          <TimeField label="From" value={search.from} onChange={(from) => set({ from })} />
          <TimeField label="To" value={search.to} onChange={(to) => set({ to })} />
        </>
      )}
      <Scope label="One run" value={search.runId} onRemove={() => set({ runId: undefined })} />
      <Scope label="One record" value={search.localId} onRemove={() => set({ localId: undefined })} />
      <Scope
        label={`ConnectWise ID ${search.remoteId}`}
        value={search.remoteId}
        onRemove={() => set({ remoteId: undefined })}
      />
      <Scope label="One opportunity" value={search.opportunityId} onRemove={() => set({ opportunityId: undefined })} />
      {isFiltered(search) && (
        <Button variant="subtle" size="compact-sm" onClick={() => void navigate({ search: {}, replace: true })}>
          Clear filters
        </Button>
      )}
    </Group>
  );
}

type PickProps<T extends string> = {
  label: string;
  data: readonly { value: T; label: string }[];
  value: T | undefined;
  onPick: (value: T | undefined) => void;
  width: number;
};

function Pick<T extends string>({ label, data, value, onPick, width }: PickProps<T>): ReactElement {
  return (
    <Select
      aria-label={label}
      placeholder={label}
      data={[...data]}
      value={value ?? null}
      onChange={(picked) => onPick(data.find((one) => one.value === picked)?.value)}
      clearable
      clearButtonProps={{ 'aria-label': `Clear ${label.toLowerCase()}` }}
      w={width}
    />
  );
}

type TimeProps = { label: string; value: string | undefined; onChange: (iso: string | undefined) => void };

function TimeField({ label, value, onChange }: TimeProps): ReactElement {
  const local = value ? toLocalInput(new Date(value)) : '';
  return (
    <TextInput
      type="datetime-local"
      aria-label={label}
      value={local}
      onChange={({ currentTarget }) => {
        const at = new Date(currentTarget.value);
        onChange(Number.isNaN(at.getTime()) ? undefined : at.toISOString());
      }}
      w={205}
    />
  );
}

/** "2026-11-23T10:14" in the viewer's zone, as the browser's field wants it. */
function toLocalInput(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function Scope({
  label,
  value,
  onRemove,
}: {
  label: string;
  value: string | undefined;
  onRemove: () => void;
}): ReactElement | null {
  if (!value) return null;
  return (
    <Pill withRemoveButton onRemove={onRemove} removeButtonProps={{ 'aria-label': `Remove: ${label}` }} title={value}>
      {label}
    </Pill>
  );
}
