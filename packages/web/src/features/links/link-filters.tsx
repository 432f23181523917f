import { msg, t } from '@lingui/core/macro';
import { Button } from '@mantine/core';
import { memo, type ReactElement } from 'react';
import { useAsk } from '../../components/ask-ahead.ts';
import { PastDateFilter } from '../../components/date-filter.tsx';
import { words } from '../../components/language/language.ts';
import { linkStateWords, onTheWay } from '../../components/links/link-words.ts';
import { EntityLinksQuery } from '../../components/links/links.graphql.ts';
import { ListFilters } from '../../components/list-filters.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { Select } from '../../components/select.tsx';
import { entityWords } from '../../components/sync-words.ts';
import { foldedOf, type LinksSearch, linkStates, linksVariables } from './links-search.ts';

const entities = (['COMPANY', 'CONTACT', 'PRODUCT', 'OPPORTUNITY'] as const).map((value) => ({
  value,
  get label() {
    return entityWords[value].many;
  },
}));
const stateWords = { ...onTheWay, ...linkStateWords };
const states = linkStates.map((value) => ({
  value,
  get label() {
    return stateWords[value].label;
  },
}));

const differs = words([
  { value: 'ANY', label: msg`Differ for good` },
  { value: 'HELD_EDIT', label: msg`Edits that are not sent` },
  { value: 'BY_CHOICE', label: msg`Differ by choice` },
  { value: 'NONE', label: msg`Do not differ for good` },
] as const);

type Props = { search: LinksSearch; set: (change: Partial<LinksSearch>) => void };

/** What narrows the list of links, in the address. Rendered when that changes, not when rows come. */
export const LinkFilters = memo(function LinkFilters({ search, set: go }: Props): ReactElement {
  const ask = useAsk();
  const set: Props['set'] = (change) => {
    ask(EntityLinksQuery, linksVariables({ ...search, ...change }));
    go(change);
  };
  return (
    <ListFilters
      always={
        <SearchField
          label={t`Search links`}
          placeholder={t`Name or ID of either side`}
          value={search.text ?? ''}
          onSearch={(text) => set({ text: text || undefined })}
        />
      }
      active={foldedOf(search)}
      after={
        search.record && (
          <Button
            variant="default"
            size="xs"
            onClick={() => set({ record: undefined })}
          >{t`Link of one record ×`}</Button>
        )
      }
    >
      <Select
        aria-label={t`Record type`}
        placeholder={t`Record type`}
        data={entities}
        value={search.entity ?? null}
        onChange={(entity) => set({ entity: entities.find(({ value }) => value === entity)?.value })}
        clearable
        clearButtonProps={{ 'aria-label': t`Clear record type` }}
        w={190}
      />
      <Select
        aria-label={t`State`}
        placeholder={t`State`}
        data={states}
        value={search.state ?? null}
        onChange={(state) => set({ state: states.find(({ value }) => value === state)?.value })}
        clearable
        clearButtonProps={{ 'aria-label': t`Clear state` }}
        w={160}
      />
      <Select
        aria-label={t`Differences`}
        placeholder={t`Differences`}
        data={[...differs]}
        value={search.differs ?? null}
        onChange={(picked) => set({ differs: differs.find(({ value }) => value === picked)?.value })}
        clearable
        clearButtonProps={{ 'aria-label': t`Clear differences` }}
        w={230}
      />
      <PastDateFilter of="linked" value={search.linked} onChange={(linked) => set({ linked })} />
      <PastDateFilter of="synced" value={search.synced} onChange={(synced) => set({ synced })} />
    </ListFilters>
  );
});
