import { msg, t } from '@lingui/core/macro';
import { Group } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { words } from '../../components/language/language.ts';
import { ConflictList, conflictStateWords } from '../../components/links/conflict-list.tsx';
import { ListFilters } from '../../components/list-filters.tsx';
import { SavedViews } from '../../components/saved-views.tsx';
import { Select } from '../../components/select.tsx';
import { entityWords } from '../../components/sync-words.ts';
import { conflictsVariables, type LinksSearch, linksSearch } from './links-search.ts';

const entities = (['COMPANY', 'CONTACT', 'PRODUCT', 'OPPORTUNITY'] as const).map((value) => ({
  value,
  get label() {
    return entityWords[value].many;
  },
}));
const states = (['OPEN', 'KEPT', 'RESTORED', 'SETTLED'] as const).map((value) => ({
  value,
  get label() {
    return conflictStateWords[value].label;
  },
}));

/** Cards have no heads of columns, so that each order has a name. */
const orders = words([
  { value: 'newest', label: msg`Newest first`, sort: undefined, desc: undefined },
  { value: 'oldest', label: msg`Oldest first`, sort: 'FOUND', desc: undefined },
  { value: 'name', label: msg`By record`, sort: 'NAME', desc: undefined },
  { value: 'decided', label: msg`Last decided first`, sort: 'DECIDED', desc: true },
] as const);

const noFilters = { entity: undefined, conflict: undefined };

type Props = { search: LinksSearch; set: (change: Partial<LinksSearch>) => void };

/** The conflicts, narrowed and ordered by what the address says. */
export function Conflicts({ search, set }: Props): ReactElement {
  const navigate = useNavigate({ from: '/links' });
  const { entity, conflict, sort, desc } = search;
  const order = orders.find((one) => one.sort === sort && (one.desc ?? false) === (desc ?? false));
  return (
    <>
      <ListFilters
        active={[entity, conflict].filter(Boolean).length}
        after={
          <Group gap="xs" ml={{ base: 0, md: 'auto' }}>
            <Select
              aria-label={t`Order`}
              data={orders.map(({ value, label }) => ({ value, label }))}
              value={order?.value ?? null}
              onChange={(picked) => {
                const next = orders.find(({ value }) => value === picked);
                set({ sort: next?.sort, desc: next?.desc });
              }}
              allowDeselect={false}
              w={180}
            />
            <SavedViews
              page="conflicts"
              search={{ entity, conflict, sort, desc }}
              read={linksSearch}
              onOpen={(view) => void navigate({ search: { ...view, tab: 'conflicts' }, replace: false })}
              keeps={t`Keeps the filters and the order.`}
            />
          </Group>
        }
      >
        <Select
          aria-label={t`Record type`}
          placeholder={t`Record type`}
          data={entities}
          value={entity ?? null}
          onChange={(picked) => set({ entity: entities.find(({ value }) => value === picked)?.value })}
          clearable
          clearButtonProps={{ 'aria-label': t`Clear record type` }}
          w={190}
        />
        <Select
          aria-label={t`State`}
          placeholder={t`State`}
          data={states}
          value={conflict ?? null}
          onChange={(picked) => set({ conflict: states.find(({ value }) => value === picked)?.value })}
          clearable
          clearButtonProps={{ 'aria-label': t`Clear state` }}
          w={180}
        />
      </ListFilters>
      <ConflictList variables={conflictsVariables(search)} onClear={() => set(noFilters)} />
    </>
  );
}
