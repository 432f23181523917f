import type { RecordRules } from '../model/rules.ts';

/** A team line names a member (Individual) or a sales team (Team). */
export const opportunityTeamRules: RecordRules = {
  beforeSave(draft, context) {
    const needed = draft.type === 'Team' ? 'salesTeam' : 'member';
    if (draft.type !== undefined && draft[needed] === undefined) {
      context.problem('MissingRequiredField', `The ${needed} field is required.`, needed);
    }
  },
};
