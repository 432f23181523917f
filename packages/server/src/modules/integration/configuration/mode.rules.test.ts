import { syncModes } from '@causeway/shared/vocabulary';
import { modeCapabilities } from './mode.rules.ts';

const granted = (mode: (typeof syncModes)[number]) =>
  Object.entries(modeCapabilities[mode]).flatMap(([name, yes]) => (yes ? [name] : []));

describe('modeCapabilities', () => {
  it.each([
    ['pull_new_push_won', ['pullCreate', 'pushWon']],
    ['real_time', ['pullCreate', 'pullUpdate', 'pushOpen', 'pushWon', 'pushUpdate']],
    ['pull_only', ['pullCreate', 'pullUpdate']],
    ['push_won_only', ['pushWon']],
  ] as const)('%s grants %j', (mode, capabilities) => expect(granted(mode)).toEqual(capabilities));

  it('knows every mode', () => expect(Object.keys(modeCapabilities)).toEqual([...syncModes]));
});
