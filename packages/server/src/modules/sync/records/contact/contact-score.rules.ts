import {
  compareNames,
  compareParents,
  comparePhones,
  compareValues,
  type ScoreRules,
} from '../../matching/scoring/score.rules.ts';

/** How alike two contacts are; a question of their company before all. */
export const contactScore: ScoreRules = {
  hasOwnMail: true,
  hasOwnExtension: true,
  weights: {
    name: { agrees: 60, differs: -40 },
    email: { agrees: 50, differs: -20 },
    phone: { agrees: 10, differs: 0 },
    company: { agrees: 30, differs: -30 },
  },
  unlike: 0.5,
  attributes: (compared) => [
    compareNames(compared),
    compareValues(compared, 'email'),
    comparePhones(compared),
    compareParents(compared),
  ],
  veto: (_compared, outcomeOf) => {
    if (outcomeOf('company') === 'differs') return 'companies_apart';
    if (outcomeOf('name') !== 'agrees') return 'name_differs';
    return outcomeOf('email') === 'differs' ? 'email_differs' : null;
  },
  // Only the e-mail: the company brings them together else.
  blockKeys: ({ email }) => (email === null ? [] : [`e:${email}`]),
};
