import { t } from '@lingui/core/macro';
import { useDebouncedValue } from '@mantine/hooks';
import { type ReactElement, type ReactNode, useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../graphql/gql.ts';
import { type Choice, RecordPicker } from './record-picker.tsx';

const ClientChoicesQuery = graphql(`
  query ClientChoices($search: String) {
    clients(first: 20, search: $search) { items { id name city } totalCount }
  }
`);

type Props = {
  label: string;
  hideLabel?: boolean;
  description?: ReactNode;
  readOnly?: boolean;
  placeholder?: string;
  required?: boolean;
  value: Choice | null;
  onChange: (client: Choice | null) => void;
  error?: string | null | undefined;
};

/** Chooses a client by typing a part of its name. */
export function ClientPicker(props: Props): ReactElement {
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search, 200);
  const [isOpen, setOpen] = useState(false);
  const [{ data, fetching, error }] = useQuery({
    query: ClientChoicesQuery,
    variables: { search: settled || null },
    pause: !isOpen,
  });
  const choices = data?.clients.items.map(({ id, name, city }) => ({ id, label: name, detail: city })) ?? [];
  return (
    <RecordPicker
      {...props}
      choices={choices}
      fetching={fetching || search !== settled}
      failure={error}
      onSearch={setSearch}
      onOpen={() => setOpen(true)}
      nothingFound={t`No client is called that.`}
    />
  );
}
