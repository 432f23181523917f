import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Tx } from '../../../platform/database/database.ts';
import { AppError, refuse } from '../../../platform/errors.ts';
import { type Actor, type Context, hasRole, requireRole } from '../../../platform/graphql/context.ts';
import { problemsOf } from '../../../platform/graphql/problem.type.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import { SavedView, SavedViewInput, SavedViewPayload, viewedPages } from './saved-view.type.ts';
import { countViews, keepView, removeView, viewsOf } from './saved-views.queries.ts';

const MAX_NAME = 80;
const MAX_SEARCH = 4_000;
const MAX_VIEWS = 100;

/** Filters that people keep under a name; a token has none. */
@Resolver()
export class SavedViewsResolver {
  @Query(() => [SavedView], { description: 'The own views of a list and those that others share.' })
  savedViews(@Arg('page', () => String) page: string, @Ctx() context: Context): Promise<SavedView[]> {
    const { actor, userId } = personOf(context);
    const { workspaceId } = actor;
    return context.database.inWorkspace(workspaceId, (tx) => viewsOf(tx, { userId, page }), { readOnly: true });
  }

  @Mutation(() => SavedViewPayload, {
    description: 'Keeps filters under a name; an own view of that name is replaced. Sharing needs the role "support".',
  })
  saveView(
    @Arg('input', () => SavedViewInput) input: SavedViewInput,
    @Ctx() context: Context,
  ): Promise<SavedViewPayload> {
    return change(context, async (tx, { actor, userId }) => {
      const name = input.name.trim();
      if (!viewedPages.some((page) => page === input.page))
        refuse('invalid', `There is no list "${input.page}" with saved views.`, 'page');
      if (name === '') refuse('required', 'Give the view a name.', 'name');
      if (name.length > MAX_NAME) refuse('too_long', `Keep the name below ${MAX_NAME} characters.`, 'name');
      if (!isSearch(input.search))
        refuse('invalid', 'These filters cannot be kept: they are not a JSON object.', 'search');
      if (input.isShared && !hasRole(actor, 'support'))
        refuse(
          'forbidden',
          'Sharing a view needs the support role. Keep it for yourself, or ask an administrator.',
          'isShared',
        );
      if ((await countViews(tx, userId)) >= MAX_VIEWS)
        refuse('too_many', `You have ${MAX_VIEWS} views already. Delete one first.`);
      const { page, search, isShared } = input;
      return keepView(tx, { userId, page, name, search, isShared });
    });
  }

  @Mutation(() => SavedViewPayload, {
    description: 'Deletes an own view; an administrator may also delete those that others share.',
  })
  deleteView(@Arg('id', () => ID) id: string, @Ctx() context: Context): Promise<SavedViewPayload> {
    return change(context, async (tx, { actor, userId }) => {
      const found = isId(id) ? await removeView(tx, { id, userId, anyShared: hasRole(actor, 'admin') }) : null;
      return found ?? refuse('not_found', 'This view does not exist, or it is not yours.', 'id');
    });
  }
}

function personOf(context: Context): { actor: Actor; userId: Id } {
  const actor = requireRole(context, 'viewer');
  const { userId } = actor;
  if (userId === null) throw new AppError('forbidden', 'Views belong to people who are signed in; a token has none.');
  return { actor, userId };
}

async function change(
  context: Context,
  work: (tx: Tx, who: { actor: Actor; userId: Id }) => Promise<SavedView>,
): Promise<SavedViewPayload> {
  const who = personOf(context);
  const { value, problems } = await problemsOf(() =>
    context.database.inWorkspace(who.actor.workspaceId, (tx) => work(tx, who)),
  );
  return { view: value ?? null, problems };
}

function isSearch(text: string): boolean {
  if (text.length > MAX_SEARCH) return false;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
