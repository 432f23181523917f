import { directedFieldKeys } from '@causeway/shared/forms/configuration/field-directions';
import { msg, t } from '@lingui/core/macro';
import { Card, NativeSelect, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { words } from '../../../components/language/language.ts';
import type {
  FieldDirectionsQuery as Data,
  FieldDirection,
  FieldDirectionInput,
  Owner,
} from '../../../graphql/graphql.ts';
import map from '../mapping/map-table.module.css';
import { SectionPage } from '../setup/section-page.tsx';
import { useScrollHere } from '../setup/use-scroll-here.ts';
import { useSectionForm } from '../setup/use-section-form.ts';
import { DirectionsPreview } from './directions-preview.tsx';
import { FieldDirectionsQuery } from './field-directions.graphql.ts';
import classes from './field-directions.module.css';

/** Whose value stands in a conflict; `ASK`: a person is asked each time. */
type Rule = Owner | 'ASK';
type Row = { field: string; direction: FieldDirection; owner: Rule | '' };
type Values = { fieldDirections: Row[] };

const records = words({
  COMPANY: msg`Client`,
  CONTACT: msg`Contact`,
  PRODUCT: msg`Product`,
  OPPORTUNITY: msg`Opportunity`,
} as const);
const directions: readonly { value: FieldDirection; label: string }[] = words([
  { value: 'BOTH', label: msg`Both ways` },
  { value: 'IN', label: msg`Only in` },
  { value: 'OUT', label: msg`Only out` },
  { value: 'IN_IF_EMPTY', label: msg`Only in, where it is empty here` },
  { value: 'OUT_IF_EMPTY', label: msg`Only out, where it is empty there` },
  { value: 'OFF', label: msg`Off` },
]);
const owners: readonly { value: Rule; label: string }[] = words([
  { value: 'CRM', label: 'CRM' },
  { value: 'CONNECTWISE', label: 'ConnectWise' },
  { value: 'ASK', label: msg`Ask a person` },
]);

/**
 * Which way each field goes, and whose value stands in a conflict; one table for all records. Its two hundred choices are the browser's own:
 * as many of the library's took longer to draw than all the rest of the page.
 */
export function FieldDirectionsCard(): ReactElement | null {
  const [{ data }] = useQuery({ query: FieldDirectionsQuery });
  if (!data?.syncSettings) return null;
  return <Editor key={data.syncSettings.revision} saved={valuesOf(data)} fields={data.syncedFields} />;
}

function Editor({ saved, fields }: { saved: Values; fields: Data['syncedFields'] }): ReactElement {
  const section = useSectionForm(saved, inputOf, { part: 'directions' });
  const { form } = section;
  const card = useScrollHere<HTMLDivElement>('directions');
  const fieldOf = (key: string) => fields.find((one) => keyOf(one) === key);
  const nameOf = (key: string): string => {
    const field = fieldOf(key);
    return field ? `${wordOf(field.record)}: ${field.label}` : key;
  };
  const labelOf = (direction: FieldDirection) => directions.find(({ value }) => value === direction)?.label ?? '';
  return (
    <SectionPage
      section={section}
      changes={changed(form.values, saved).map(({ field, direction, owner }) => {
        const side = owners.find(({ value }) => value === owner)?.label;
        const stands =
          owner === 'ASK' ? `, ${t`a person is asked in a conflict`}` : side ? `, ${t`${side} wins a conflict`}` : '';
        return `${nameOf(field)}: ${labelOf(direction)}${stands}`;
      })}
    >
      <Card component="section" id="directions" ref={card} aria-label={t`Directions of fields`} mt="lg">
        <Title order={2}>{t`Directions of fields`}</Title>
        <Text
          size="sm"
          c="dimmed"
          mb="md"
        >{t`A field goes both ways as far as the mode allows. Forms and the audit log say what goes one way only, or not at all. The next cycle looks at every linked record of a kind whose directions changed.`}</Text>
        <div>
          <table className={`${map.table} ${classes.table}`} aria-label={t`Directions of fields`}>
            <thead>
              <tr>
                <th scope="col">{t`Field`}</th>
                <th scope="col">{t`Direction`}</th>
                <th scope="col">{t`Owner in a conflict`}</th>
                <th scope="col">{t`As saved`}</th>
              </tr>
            </thead>
            <tbody>
              {form.values.fieldDirections.map(({ field, direction, owner }, index) => (
                <tr key={field}>
                  <th scope="row">{nameOf(field)}</th>
                  <td data-label={t`Direction`}>
                    <NativeSelect
                      aria-label={t`Direction of ${nameOf(field)}`}
                      data={directions}
                      value={direction}
                      onChange={({ currentTarget }) =>
                        form.setFieldValue(
                          `fieldDirections.${index}.direction`,
                          directions.find(({ value }) => value === currentTarget.value)?.value ?? 'BOTH',
                        )
                      }
                    />
                  </td>
                  <td data-label={t`Owner in a conflict`}>
                    <NativeSelect
                      aria-label={t`Owner of ${nameOf(field)}`}
                      data={[{ value: '', label: t`As the record` }, ...owners]}
                      value={owner}
                      disabled={direction !== 'BOTH'}
                      onChange={({ currentTarget }) =>
                        form.setFieldValue(
                          `fieldDirections.${index}.owner`,
                          owners.find(({ value }) => value === currentTarget.value)?.value ?? '',
                        )
                      }
                    />
                  </td>
                  <td>
                    <Text size="xs" c="dimmed">
                      {fieldOf(field)?.reason}
                    </Text>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {inputOf(form.values, saved).fieldDirections && (
          <DirectionsPreview input={inputOf(form.values, saved).fieldDirections ?? []} />
        )}
      </Card>
    </SectionPage>
  );
}

const keyOf = ({ record, field }: Data['syncedFields'][number]): string => `${record.toLowerCase()}.${field}`;
const wordOf = (record: string): string => Object.entries(records).find(([key]) => key === record)?.[1] ?? record;

/** Fields that the product has, then the custom ones that are kept in step. */
const valuesOf = ({ syncSettings, syncedFields }: Data): Values => ({
  fieldDirections: [
    ...directedFieldKeys,
    ...syncedFields.filter(({ remoteName }) => remoteName !== null).map(keyOf),
  ].map((key) => {
    const row = syncSettings?.fieldDirections.find(({ field }) => field === key);
    return { field: key, direction: row?.direction ?? 'BOTH', owner: row?.asks ? 'ASK' : (row?.owner ?? '') };
  }),
});

const changed = (values: Values, saved: Values): Row[] =>
  values.fieldDirections.filter(({ direction, owner }, index) => {
    const was = saved.fieldDirections[index];
    return was?.direction !== direction || was.owner !== owner;
  });

function inputOf(values: Values, saved: Values): { fieldDirections?: FieldDirectionInput[] } {
  const rows = changed(values, saved);
  if (rows.length === 0) return {};
  return {
    fieldDirections: rows.map(({ field, direction, owner }) => ({
      field,
      direction,
      ...(owner === 'ASK' ? { owner: null, asks: true } : { owner: owner || null }),
    })),
  };
}
