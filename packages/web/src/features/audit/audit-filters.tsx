import { msg, t } from '@lingui/core/macro';
import { Button, Pill, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { memo, type ReactElement, useState } from 'react';
import { useQuery } from 'urql';
import { useAsk } from '../../components/ask-ahead.ts';
import { inSentence, words } from '../../components/language/language.ts';
import { ListFilters } from '../../components/list-filters.tsx';
import { MultiSelect } from '../../components/multi-select.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { Select } from '../../components/select.tsx';
import { causeWords, directionWords, entityWords, operationWords, statusWords } from '../../components/sync-words.ts';
import { AuditEventsQuery } from './audit.graphql.ts';
import { AuditChoicesQuery } from './audit-page.graphql.ts';
import { type AuditSearch, auditVariables, isFiltered } from './audit-search.ts';

type Option<T extends string = string> = { value: T; label: string };

const options = <T extends string>(named: Record<T, string>): Option<T>[] =>
  (Object.entries(named) as [T, string][]).map(([value, label]) => ({ value, label }));
const labels = <T extends string, W>(named: Record<T, W>, pick: (word: W) => string): Option<T>[] =>
  (Object.entries(named) as [T, W][]).map(([value, word]) => ({ value, label: pick(word) }));

const ranges = words([
  { value: '15m', label: msg`Last 15 minutes` },
  { value: '1h', label: msg`Last hour` },
  { value: '24h', label: msg`Last 24 hours` },
  { value: '7d', label: msg`Last 7 days` },
  { value: '30d', label: msg`Last 30 days` },
  { value: 'custom', label: msg`From … to …` },
] as const);

const MONTH_MS = 30 * 86_400_000;

/** Filters of the audit log; each lives in the URL, so a filtered view is a link. Rendered when these change, not when rows come. */
export const AuditFilters = memo(function AuditFilters({ search }: { search: AuditSearch }): ReactElement {
  const navigate = useNavigate({ from: '/audit' });
  const ask = useAsk();
  const set = (change: Partial<AuditSearch>): void => {
    const next = { ...search, ...change };
    // A span ends when the page is there.
    if (!next.range) ask(AuditEventsQuery, auditVariables(next, Date.now()));
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true });
  };
  const [isMoreOpen, setMoreOpen] = useState(
    Boolean(search.operations || search.codes || search.code || search.actors),
  );
  const isCustom = search.from !== undefined || search.to !== undefined;
  const setRange = (value: (typeof ranges)[number]['value'] | null): void => {
    const isCustomNow = value === 'custom';
    const from = isCustomNow ? new Date(Date.now() - 3_600_000).toISOString() : undefined;
    set({ range: isCustomNow ? undefined : (value ?? undefined), from, to: undefined });
  };
  return (
    <ListFilters
      always={
        <SearchField
          label={t`Search names, ConnectWise IDs and descriptions`}
          placeholder={t`Name, ID or text`}
          value={search.text ?? ''}
          onSearch={(text) => set({ text: text || undefined })}
          width={220}
        />
      }
      active={foldedCount(search)}
      after={<Scopes search={search} set={set} />}
    >
      <Pick
        label={t`Direction`}
        data={options(directionWords)}
        value={search.direction}
        onPick={(direction) => set({ direction })}
        width={164}
      />
      <PickSome
        label={t`Record type`}
        data={labels(entityWords, (word) => word.many)}
        values={together(search.entity, search.entities)}
        onPick={(picked) => set({ entity: undefined, entities: picked })}
        width={170}
      />
      <PickSome
        label={t`Status`}
        data={labels(statusWords, (word) => word.label)}
        values={together(search.status, search.statuses)}
        onPick={(picked) => set({ status: undefined, statuses: picked })}
        width={150}
      />
      <Pick
        label={t`Time`}
        data={ranges}
        value={isCustom ? 'custom' : search.range}
        onPick={(range) => setRange(range ?? null)}
        width={160}
      />
      {isCustom && (
        <>
          <TimeField label={t`From`} value={search.from} onChange={(from) => set({ from })} />
          <TimeField label={t`To`} value={search.to} onChange={(to) => set({ to })} />
        </>
      )}
      {isMoreOpen ? (
        <MoreFilters search={search} set={set} />
      ) : (
        <Button
          variant="default"
          size="sm"
          aria-expanded={false}
          onClick={() => setMoreOpen(true)}
        >{t`More filters`}</Button>
      )}
    </ListFilters>
  );
});

/** How many of the filters that a telephone folds away narrow the list. */
function foldedCount(search: AuditSearch): number {
  const { direction, entity, entities, status, statuses, range, from, to, operations, code, codes, actors } = search;
  const kinds = [
    direction,
    entity ?? entities,
    status ?? statuses,
    range ?? from ?? to,
    operations,
    code ?? codes,
    actors,
  ];
  return kinds.filter((kind) => kind !== undefined).length;
}

/** What a link of another page narrowed the log to, and the way back to all of it. */
function Scopes({ search, set }: MoreProps): ReactElement {
  const navigate = useNavigate({ from: '/audit' });
  return (
    <>
      <Scope label={t`One run`} value={search.runId} onRemove={() => set({ runId: undefined })} />
      <Scope label={t`One record`} value={search.localId} onRemove={() => set({ localId: undefined })} />
      <Scope
        label={t`ConnectWise ID ${search.remoteId ?? ''}`}
        value={search.remoteId}
        onRemove={() => set({ remoteId: undefined })}
      />
      <Scope
        label={t`One opportunity`}
        value={search.opportunityId}
        onRemove={() => set({ opportunityId: undefined })}
      />
      {isFiltered(search) && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => void navigate({ search: shownOnly, replace: true })}
        >{t`Clear filters`}</Button>
      )}
    </>
  );
}

/** How the log is shown is no filter. */
const shownOnly = ({ columns, density }: AuditSearch): AuditSearch => ({
  ...(columns ? { columns } : {}),
  ...(density ? { density } : {}),
});

type MoreProps = { search: AuditSearch; set: (change: Partial<AuditSearch>) => void };

/** Filters that are wanted less often; what they can be set to is asked when they are opened. */
function MoreFilters({ search, set }: MoreProps): ReactElement {
  const [from] = useState(() => new Date(Math.floor(Date.now() / 86_400_000) * 86_400_000 - MONTH_MS).toISOString());
  const [{ data }] = useQuery({ query: AuditChoicesQuery, variables: { from } });
  const codes = together(search.code, search.codes);
  const codeOptions = [
    ...new Set([...codes, ...(data?.syncStatistics.series ?? []).flatMap(({ code }) => (code ? [code] : []))]),
  ].map((value) => ({ value, label: causeWords(value) }));
  const people = [...new Set([...(search.actors ?? []), ...(data?.users ?? []).map(({ name }) => name)])].map(
    (value) => ({ value, label: value }),
  );
  return (
    <>
      <PickSome
        label={t`Operation`}
        data={options(operationWords)}
        values={search.operations ?? []}
        onPick={(picked) => set({ operations: picked })}
        width={160}
      />
      <PickSome
        label={t`Cause`}
        data={codeOptions}
        values={codes}
        onPick={(picked) => set({ code: undefined, codes: picked })}
        width={240}
      />
      <PickSome
        label={t`By whom`}
        data={people}
        values={search.actors ?? []}
        onPick={(picked) => set({ actors: picked })}
        width={180}
      />
    </>
  );
}

const together = <T extends string>(one: T | undefined, several: readonly T[] | undefined): T[] => [
  ...new Set([...(one ? [one] : []), ...(several ?? [])]),
];

type PickProps<T extends string> = {
  label: string;
  data: readonly Option<T>[];
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
      clearButtonProps={{ 'aria-label': t`Clear ${inSentence(label)}` }}
      w={width}
    />
  );
}

type PickSomeProps<T extends string> = {
  label: string;
  data: readonly Option<T>[];
  values: readonly T[];
  onPick: (values: T[] | undefined) => void;
  width: number;
};

/** Several of a list; none is the same as all. */
function PickSome<T extends string>({ label, data, values, onPick, width }: PickSomeProps<T>): ReactElement {
  return (
    <MultiSelect
      aria-label={label}
      placeholder={values.length === 0 ? label : undefined}
      data={[...data]}
      value={[...values]}
      onChange={(picked) => {
        const known = data.filter((one) => picked.includes(one.value)).map((one) => one.value);
        onPick(known.length > 0 ? known : undefined);
      }}
      searchable={data.length > 8}
      clearable
      clearButtonProps={{ 'aria-label': t`Clear ${inSentence(label)}` }}
      hidePickedOptions
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

type ScopeProps = { label: string; value: string | undefined; onRemove: () => void };

function Scope({ label, value, onRemove }: ScopeProps): ReactElement | null {
  if (!value) return null;
  return (
    <Pill withRemoveButton onRemove={onRemove} removeButtonProps={{ 'aria-label': t`Remove: ${label}` }} title={value}>
      {label}
    </Pill>
  );
}
