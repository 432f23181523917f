import { Arg, Int } from 'type-graphql';

/** The argument with which a list is read from the middle or from its end. */
export const OffsetArg = (): ReturnType<typeof Arg> =>
  Arg('offset', () => Int, {
    nullable: true,
    description:
      'Where the page begins, instead of `after`: so many items from the start of the list, or, below zero, from its end. `first: 50, offset: -50` is its end.',
  });
