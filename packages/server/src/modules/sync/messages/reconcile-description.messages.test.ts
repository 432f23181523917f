import { reconciled } from './reconcile-description.messages.ts';

describe('what a comparison of all records of both sides came to', () => {
  const figures = { there: 200, linked: 100, differing: 0, healed: 0, gone: 98, unexplained: 0 };
  const begin = 'Compared all records of both sides: 200 in ConnectWise, 100 of them linked. No linked record differs.';

  it.each([
    [{ held: 0, kept: 0 }, '98 linked records are gone in ConnectWise; their links are broken, see Issues.'],
    [
      { held: 98, kept: 0 },
      '98 linked records are gone in ConnectWise; so many at once that somebody has to decide first, see Issues.',
    ],
    [{ held: 0, kept: 98 }, '98 linked records are gone in ConnectWise; their links are kept, as somebody decided.'],
    [
      { held: 0, kept: 97 },
      '1 linked record is gone in ConnectWise; its link is broken, see Issues. 97 linked records are gone in ConnectWise; their links are kept, as somebody decided.',
    ],
  ])('%j: %s', (removals, gone) => expect(reconciled({ ...figures, removals })).toBe(`${begin} ${gone}`));
});
