import { t } from '@lingui/core/macro';
import { ActionIcon, Button, Card, Text, TextInput, Title } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import classes from './map-table.module.css';
import type { ProductMapValues } from './product-map-form.ts';

type Props = { form: UseFormReturnType<ProductMapValues> };

/** IDs of products that are written differently in ConnectWise, one to one. */
export function IdentifierPairsCard({ form }: Props): ReactElement {
  const { standard, identifiers } = form.values.productMap;
  const text = (index: number, field: 'value' | 'remoteId', label: string) => (
    <TextInput
      aria-label={t`${label}, row ${index + 1}`}
      value={identifiers[index]?.[field] ?? ''}
      onChange={(event) => form.setFieldValue(`productMap.identifiers.${index}.${field}`, event.currentTarget.value)}
      error={form.errors[`productMap.identifiers.${index}.${field}`]}
      disabled={standard}
    />
  );
  return (
    <Card component="section" aria-label={t`Product IDs that differ`}>
      <Title order={2}>{t`Product IDs that differ`}</Title>
      <Text size="sm" c="dimmed" mb="sm">
        {standard
          ? t`With the standard mapping an ID is the same on both sides. Rows are kept and count again without it.`
          : t`For products whose ID is written differently in ConnectWise. All others keep theirs.`}
      </Text>
      {identifiers.length > 0 && (
        <table className={classes.table} aria-label={t`Product IDs that differ`}>
          <thead>
            <tr>
              <th scope="col">{t`ID here`}</th>
              <th scope="col">{t`Product ID in ConnectWise`}</th>
              <th scope="col" style={{ width: '2.75rem' }}>
                <span aria-hidden />
              </th>
            </tr>
          </thead>
          <tbody>
            {identifiers.map((_, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the fields hold no state of their own
              <tr key={index}>
                <td>{text(index, 'value', t`ID here`)}</td>
                <td>{text(index, 'remoteId', t`Product ID in ConnectWise`)}</td>
                <td>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    mt={4}
                    aria-label={t`Remove row ${index + 1}`}
                    disabled={standard}
                    onClick={() => form.removeListItem('productMap.identifiers', index)}
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Button
        variant="default"
        size="xs"
        mt="xs"
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={standard}
        onClick={() => form.insertListItem('productMap.identifiers', { value: '', remoteId: '' })}
      >{t`Add product ID`}</Button>
    </Card>
  );
}
