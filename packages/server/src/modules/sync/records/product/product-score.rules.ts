import {
  compareNames,
  comparePartNumbers,
  compareValues,
  type ScoreRules,
} from '../../matching/scoring/score.rules.ts';

/** How alike a product and a catalog item are. */
export const productScore: ScoreRules = {
  weights: {
    identifier: { agrees: 90, differs: -20 },
    name: { agrees: 40, differs: -20 },
    part_number: { agrees: 60, differs: 0 },
  },
  unlike: 0.2,
  attributes: (compared) => {
    const part = comparePartNumbers(compared);
    const id = compareValues(compared, 'identifier');
    return [
      compareNames(compared),
      // A part number that is the other side's SKU explains why the identifiers differ.
      part.outcome === 'agrees' && id.outcome === 'differs' ? { ...id, points: 0 } : id,
      part,
    ];
  },
  veto: ({ local, remote }, outcomeOf) => {
    if (local.isBundle !== remote.isBundle) return 'kind_differs';
    if (outcomeOf('identifier') === 'agrees') return outcomeOf('name') === 'differs' ? 'recycled_identifier' : null;
    return outcomeOf('name') === 'agrees' ? null : 'name_differs';
  },
  blockKeys: ({ email, identifier, partNumber, name }) => [
    ...(email === null ? [] : [`e:${email}`]),
    ...(identifier === null ? [] : [`=i:${identifier}`]),
    // A part number may be the other side's identifier.
    ...(partNumber === null ? [] : [`=i:${partNumber}`]),
    ...(name ? [`=n:${name.compact}`] : []),
  ],
};
