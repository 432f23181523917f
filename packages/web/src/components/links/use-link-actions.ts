import { plural, t } from '@lingui/core/macro';
import { useMutation } from 'urql';
import type { LinkActionInput, LinkActionKind } from '../../graphql/graphql.ts';
import { failureText } from '../failure-text.ts';
import { notifyDone, notifyFailure, told } from '../notify.ts';
import {
  ChangeLinkMutation,
  ChangeLinksMutation,
  RelinkToSurvivorsMutation,
  touched,
  UndoLinkActionMutation,
} from './links.graphql.ts';

const context = { additionalTypenames: touched };

type Answer = readonly { problems: readonly { message: string }[] }[] | undefined;

/** Changes of links; each promise tells whether all of it worked, and the person has been told by then. */
export function useLinkActions() {
  const [one, change] = useMutation(ChangeLinkMutation);
  const [many, changeAll] = useMutation(ChangeLinksMutation);
  const [survivors, relinkAll] = useMutation(RelinkToSurvivorsMutation);
  const [undone, undo] = useMutation(UndoLinkActionMutation);
  return {
    isBusy: one.fetching || many.fetching || survivors.fetching || undone.fetching,
    change: async (input: LinkActionInput, done: string): Promise<boolean> => {
      const { data, error } = await change({ input }, context);
      const note = data?.changeLink.note;
      return told(error, data?.changeLink.problems, note ? `${done} ${note}` : done);
    },
    changeAll: async (action: LinkActionKind, linkIds: readonly string[], reason: string | null): Promise<boolean> => {
      const { data, error } = await changeAll({ action, linkIds: [...linkIds], reason }, context);
      return toldMany(error && failureText(error), data?.changeLinks);
    },
    relinkAll: async (linkIds: readonly string[]): Promise<boolean> => {
      const { data, error } = await relinkAll({ linkIds: [...linkIds] }, context);
      return toldMany(error && failureText(error), data?.relinkToSurvivors);
    },
    undo: async (id: string): Promise<boolean> => {
      const { data, error } = await undo({ id }, context);
      return told(error, data?.undoLinkAction.problems, t`Everything stands as it did before.`);
    },
  };
}

function toldMany(failure: string | undefined, answers: Answer): boolean {
  const problems = answers?.flatMap((answer) => answer.problems) ?? [];
  const done = (answers?.length ?? 0) - problems.length;
  if (failure) notifyFailure(failure);
  else if (problems.length > 0) notifyFailure(t`${done} done, ${problems.length} not: ${problems[0]?.message ?? ''}`);
  else notifyDone(plural(done, { one: `${done} link changed.`, other: `${done} links changed.` }));
  return !failure && problems.length === 0;
}
