import { contradictsForm } from '../../matching/scoring/names.rules.ts';
import {
  compareAddresses,
  compareMailDomains,
  compareNames,
  comparePhones,
  compareValues,
  type ScoreRules,
} from '../../matching/scoring/score.rules.ts';

/** How alike a client and a company are. */
export const companyScore: ScoreRules = {
  hasLegalForm: true,
  weights: {
    identifier: { agrees: 75, differs: -15 },
    name: { agrees: 60, differs: -30 },
    domain: { agrees: 40, differs: -20 },
    phone: { agrees: 35, differs: -5 },
    email_domain: { agrees: 15, differs: -5 },
    // The very address; the same town alone gives less, another town takes away and is left to a person.
    address: { agrees: 35, differs: -25 },
  },
  unlike: 0.5,
  attributes: (compared) => [
    compareNames(compared),
    compareValues(compared, 'identifier'),
    compareValues(compared, 'domain'),
    comparePhones(compared),
    compareMailDomains(compared),
    compareAddresses(compared),
  ],
  veto: ({ local, remote }, outcomeOf) => {
    const hasIdentifier = outcomeOf('identifier') === 'agrees';
    const agreeing = (['domain', 'phone', 'email_domain', 'address'] as const).some((a) => outcomeOf(a) === 'agrees');
    if (hasIdentifier && outcomeOf('name') === 'differs' && !agreeing) return 'recycled_identifier';
    if (outcomeOf('name') !== 'agrees') return 'name_differs';
    // A company ID says more than a town: somebody entered it because the two are the same.
    if (outcomeOf('address') === 'differs' && !hasIdentifier) return 'other_place';
    return local.name && remote.name && contradictsForm(local.name, remote.name) ? 'legal_form' : null;
  },
  blockKeys: ({ email, identifier, domain, emailDomains, phone, name }, rarity) => {
    const keys = [
      ...(email === null ? [] : [`e:${email}`]),
      ...(identifier === null ? [] : [`=i:${identifier}`]),
      ...(domain === null ? [] : [`d:${domain}`]),
      ...emailDomains.map((one) => `d:${one}`),
      ...(phone === null ? [] : [`p:${phone.national}`]),
    ];
    if (!name) return keys;
    keys.push(`=n:${name.compact}`);
    const { tokens } = name;
    for (const [at, word] of tokens.entries()) {
      keys.push(`w:${word}`);
      // Two common words side by side ("Tampa Dental") tell more than each.
      const next = tokens[at + 1];
      if (next !== undefined && rarity.word(word) < 0.6 && rarity.word(next) < 0.6) keys.push(`v:${word} ${next}`);
    }
    return [...new Set(keys)];
  },
};
