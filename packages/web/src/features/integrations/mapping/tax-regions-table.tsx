import { t } from '@lingui/core/macro';
import { Badge, Group, Text } from '@mantine/core';
import { IconReceiptTax } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { formatPercent } from '../../../components/percent.ts';
import { EmptyState } from '../../../components/query-state.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { widthFor } from '../../../components/text-room.ts';
import type { MappedRegionFieldsFragment } from '../../../graphql/graphql.ts';
import classes from './map-table.module.css';

type Region = MappedRegionFieldsFragment;

/** Each tax region with its code, its two rates, and when it was imported. */
export function TaxRegionsTable({ regions }: { regions: readonly Region[] }): ReactElement {
  if (regions.length === 0)
    return (
      <EmptyState
        title={t`No tax regions yet`}
        icon={<IconReceiptTax size={24} aria-hidden />}
      >{t`Import the tax codes of ConnectWise: each becomes a tax region with Taxable and Non-taxable.`}</EmptyState>
    );
  return (
    <table className={classes.table} aria-label={t`Tax regions`}>
      <thead>
        <tr>
          <th scope="col">{t`Tax region`}</th>
          <th scope="col">{t`Tax code in ConnectWise`}</th>
          <th scope="col" className={classes.number} style={{ width: widthFor('6rem', t`Taxable`) }}>{t`Taxable`}</th>
          <th
            scope="col"
            className={classes.number}
            style={{ width: widthFor('6.5rem', t`Non-taxable`) }}
          >{t`Non-taxable`}</th>
          <th scope="col" style={{ width: widthFor('8rem', t`Last import`) }}>{t`Last import`}</th>
        </tr>
      </thead>
      <tbody>
        {regions.map((region) => (
          <tr key={region.id}>
            <th scope="row">
              <Text size="sm" fw={500}>
                {region.name}
              </Text>
            </th>
            <td>
              <Code region={region} />
            </td>
            <td className={classes.number} data-label={t`Taxable`}>
              <Text size="sm" component="span" display="inline-block">
                {formatPercent(region.taxableRate)}
              </Text>
            </td>
            <td className={classes.number} data-label={t`Non-taxable`}>
              <Text size="sm" c="dimmed" component="span" display="inline-block">
                0 %
              </Text>
            </td>
            <td data-label={t`Last import`}>
              <Text size="sm" c="dimmed" component="span" display="inline-block">
                <RelativeTime at={region.importedAt} />
              </Text>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Code({ region }: { region: Region }): ReactElement {
  const { taxCodeId, codeLabel, by, isCodeActive, codeRate, taxableRate, notes } = region;
  if (!taxCodeId) return <Text size="sm" c="dimmed">{t`not mapped, the default tax code is used`}</Text>;
  const isOther = codeRate !== null && codeRate !== undefined && Number(codeRate) !== Number(taxableRate);
  return (
    <Text size="sm" component="div">
      <Group gap={6}>
        <span>{codeLabel ?? t`#${taxCodeId} (no longer in ConnectWise)`}</span>
        <Badge variant="default" size="sm" fw={400}>
          {by === 'IMPORT' ? t`imported` : t`mapped directly`}
        </Badge>
        {codeLabel && !isCodeActive && <Badge color="yellow" variant="light" size="sm">{t`ended`}</Badge>}
        {isOther && (
          <Badge color="yellow" variant="light" size="sm">
            {t`${formatPercent(codeRate)} there`}
          </Badge>
        )}
      </Group>
      {notes.map((note) => (
        <Text key={note} size="xs" c="dimmed">
          {note}
        </Text>
      ))}
    </Text>
  );
}
