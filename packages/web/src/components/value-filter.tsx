import { type ReactElement, useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../graphql/gql.ts';
import type { ListedField } from '../graphql/graphql.ts';
import { Select } from './select.tsx';

const ListedValuesQuery = graphql(`
  query ListedValues($field: ListedField!) { listedValues(field: $field) }
`);

type Props = {
  field: ListedField;
  label: string;
  placeholder: string;
  clearLabel: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
};

/** Narrows a list by one of the values that a field has somewhere; they are asked for when it is opened. */
export function ValueFilter({ field, label, placeholder, clearLabel, value, onChange }: Props): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const [{ data }] = useQuery({ query: ListedValuesQuery, variables: { field }, pause: !isOpen });
  const known = data?.listedValues ?? [];
  const choices = value !== undefined && !known.includes(value) ? [value, ...known] : known;
  return (
    <Select
      aria-label={label}
      placeholder={placeholder}
      data={choices}
      value={value ?? null}
      onChange={(picked) => onChange(picked ?? undefined)}
      onDropdownOpen={() => setOpen(true)}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': clearLabel }}
      w={160}
    />
  );
}
