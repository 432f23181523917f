import { t } from '@lingui/core/macro';
import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { isSame } from '../../../components/drafts/merge-draft.ts';
import { formatPercent } from '../../../components/percent.ts';
import { widthFor } from '../../../components/text-room.ts';
import type { MappedRegionFieldsFragment, OptionFieldsFragment, SyncSettingsInput } from '../../../graphql/graphql.ts';
import { OptionSelect } from '../setup/option-select.tsx';
import { SectionPage } from '../setup/section-page.tsx';
import { useSectionForm } from '../setup/use-section-form.ts';
import classes from './map-table.module.css';

type Props = { regions: readonly MappedRegionFieldsFragment[]; codes: readonly OptionFieldsFragment[] };
type Values = { taxMap: { pairs: { taxRegionId: string; taxCodeId: string }[] } };

const inputOf = (values: Values, saved: Values): SyncSettingsInput =>
  isSame(values, saved)
    ? {}
    : {
        taxMap: {
          pairs: values.taxMap.pairs.map(({ taxRegionId, taxCodeId }) => ({
            taxRegionId,
            taxCodeId: taxCodeId || null,
          })),
        },
      };

/** Tax regions that were made here, each mapped to one tax code. Imported ones have theirs already. */
export function DirectTaxMap({ regions, codes }: Props): ReactElement {
  const own = regions.filter(({ by }) => by !== 'IMPORT');
  const imported = regions.flatMap(({ by, taxCodeId }) => (by === 'IMPORT' && taxCodeId ? [taxCodeId] : []));
  const saved: Values = {
    taxMap: { pairs: own.map(({ id, taxCodeId }) => ({ taxRegionId: id, taxCodeId: taxCodeId ?? '' })) },
  };
  const section = useSectionForm(saved, inputOf);
  const { pairs } = section.form.values.taxMap;
  if (own.length === 0)
    return (
      <Text
        size="sm"
        c="dimmed"
      >{t`Every tax region was imported from a tax code, so there is none to map. Regions created here appear in this list.`}</Text>
    );
  return (
    <SectionPage section={section}>
      <Text
        size="sm"
        c="dimmed"
      >{t`For regions created here. A tax code stands for one region, so imported codes are not offered.`}</Text>
      <table className={classes.table} aria-label={t`Regions mapped directly`}>
        <thead>
          <tr>
            <th scope="col">{t`Tax region`}</th>
            <th scope="col" className={classes.number} style={{ width: widthFor('6rem', t`Taxable`) }}>{t`Taxable`}</th>
            <th scope="col">{t`Tax code in ConnectWise`}</th>
          </tr>
        </thead>
        <tbody>
          {own.map(({ id, name, taxableRate }, index) => (
            <tr key={id}>
              <th scope="row">
                <Text size="sm" fw={500}>
                  {name}
                </Text>
              </th>
              <td className={classes.number} data-label={t`Taxable`}>
                <Text size="sm" component="span" display="inline-block">
                  {formatPercent(taxableRate)}
                </Text>
              </td>
              <td>
                <OptionSelect
                  aria-label={t`Tax code for ${name}`}
                  placeholder={t`Not mapped`}
                  options={codes}
                  taken={new Set([...imported, ...pairs.filter((_, at) => at !== index).map((pair) => pair.taxCodeId)])}
                  value={pairs[index]?.taxCodeId ?? ''}
                  onChange={(taxCodeId) => section.form.setFieldValue(`taxMap.pairs.${index}.taxCodeId`, taxCodeId)}
                  error={
                    section.form.errors[`taxMap.pairs.${index}.taxCodeId`] ??
                    section.form.errors[`taxMap.pairs.${index}.taxRegionId`]
                  }
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </SectionPage>
  );
}
