import { type Id, newId } from '../../../../platform/ids.ts';
import { NothingFree } from './nothing-free.ts';

describe('that nothing is free', () => {
  let now = 0;
  let looks: (Id | null)[] = [];
  let memory: NothingFree;
  const newest = newId();
  const ask = (takesMs: number, isFree: boolean) =>
    memory.recall('c company', async (behind) => {
      now += takesMs;
      looks.push(behind);
      return { isFree, newest };
    });

  beforeEach(() => {
    now = 0;
    looks = [];
    memory = new NothingFree(() => now);
  });

  it('is believed for half a second, and for a hundred times as long as the look took of the records that were there', async () => {
    expect(await ask(20, false)).toBe(false);
    now += 499;
    expect(await ask(1, true)).toBe(false);
    expect(looks).toEqual([null]);
    now += 1;
    expect(await ask(1, false)).toBe(false);
    now += 500;
    expect(await ask(1, false)).toBe(false);
    expect(looks).toEqual([null, newest, newest]);
    now += 1_500;
    expect(await ask(1, false)).toBe(false);
    expect(looks.at(-1)).toBeNull();
  });

  it('is over with the first newer one that is', async () => {
    await ask(20, false);
    now += 500;
    expect(await ask(1, true)).toBe(true);
    expect(looks).toEqual([null, newest]);
    expect(await ask(1, true)).toBe(true);
    expect(looks.at(-1)).toBeNull();
  });

  it('is looked at whole as long as there is no record at all', async () => {
    const empty = () =>
      memory.recall('c contact', async (behind) => {
        looks.push(behind);
        return { isFree: false, newest: null };
      });
    await empty();
    now += 500;
    await empty();
    expect(looks).toEqual([null, null]);
  });

  it('is found out for each kind by itself', async () => {
    expect(await ask(1, false)).toBe(false);
    expect(await memory.recall('c contact', async () => ({ isFree: true, newest }))).toBe(true);
  });
});
