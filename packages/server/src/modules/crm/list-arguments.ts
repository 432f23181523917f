import { Arg } from 'type-graphql';
import { SyncStandingEnum } from '../../platform/graphql/enums.ts';
import { TimeRange } from '../../platform/graphql/time-range.type.ts';

type ArgDecorator = ReturnType<typeof Arg>;

/** How the records of a list stand to ConnectWise. */
export const StandingArg = (): ArgDecorator =>
  Arg('standing', () => SyncStandingEnum, {
    nullable: true,
    description: 'Only those that stand so to ConnectWise, as `recordTallies` counts them.',
  });

/** When the records of a list were created, or last changed. */
export const TimeArg = (name: 'created' | 'changed'): ArgDecorator =>
  Arg(name, () => TimeRange, {
    nullable: true,
    description: name === 'created' ? 'Only those that were created then.' : 'Only those whose last change was then.',
  });

export const OrderArg = (type: () => object): ArgDecorator =>
  Arg('orderBy', type, {
    nullable: true,
    description: 'By name unless said. Those that have nothing in the column come last.',
  });

export const DescendingArg = (): ArgDecorator =>
  Arg('descending', () => Boolean, { nullable: true, defaultValue: false });
