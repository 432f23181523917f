import { isDirected } from '@causeway/shared/forms/configuration/field-directions';
import type { Problem } from '../../../platform/errors.ts';
import { findReference } from '../../connection/reference-lists.ts';
import { section } from '../setup/section.ts';

const records: Readonly<Record<string, string>> = {
  company: 'Client',
  contact: 'Contact',
  product: 'Product',
  opportunity: 'Opportunity',
};

/** Which way each field goes, where that is not both. */
export const fieldDirections = section({
  key: 'fieldDirections',
  step: 'scope',
  // Fields that are not named keep theirs; one that goes both ways by the record's owner needs no row.
  merge: (before, input) => {
    const given = new Set(input.map(({ field }) => field));
    const set = input.flatMap(({ field, direction, owner, asks }) => {
      const asksNow = direction === 'both' && (asks ?? false);
      return direction === 'both' && !owner && !asksNow
        ? []
        : [{ field, direction, owner: direction === 'both' && !asksNow ? (owner ?? null) : null, asks: asksNow }];
    });
    return [...before.filter(({ field }) => !given.has(field)), ...set];
  },
  problems: ({ input, next }) =>
    (input ?? next.fieldDirections).flatMap(({ field }, index): Problem[] =>
      isDirected(field)
        ? []
        : [
            {
              code: 'not_directed',
              field: `fieldDirections.${index}.field`,
              message: `The direction of "${field}" cannot be chosen. A record cannot be without it, or it is decided with something else.`,
            },
          ],
    ),
  missing: () => [],
  withoutRow: { direction: 'both', asks: false },
  // As the card of the settings writes it: "Client, phone".
  rowName: (key, { lists }) => {
    const [record = '', field = '', customId] = key.split('.');
    const caption = customId && findReference(lists.custom_field, customId)?.label;
    const spelled = field.replace(/([a-z])([A-Z\d])/g, '$1 $2').toLowerCase();
    return `${records[record] ?? record}, ${caption || spelled}`;
  },
  words: { direction: 'Direction', owner: 'Owner in a conflict', asks: 'Ask in a conflict' },
  values: {
    both: 'Both ways',
    in: 'Only in',
    out: 'Only out',
    in_if_empty: 'Only in, where it is empty here',
    out_if_empty: 'Only out, where it is empty there',
    off: 'Off',
    crm: 'CRM',
    connectwise: 'ConnectWise',
  },
});
