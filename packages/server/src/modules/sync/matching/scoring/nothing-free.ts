import type { Id } from '../../../../platform/ids.ts';

/** So much longer than a whole look took is what it found believed of records that were there then: it takes a hundredth of a first sync at most. */
const TIMES = 100;
/** How often records that came since are looked at. */
const AT_LEAST_MS = 500;

export interface FreeLook {
  isFree: boolean;
  /** The newest record of the kind; null where there is none. */
  newest: Id | null;
}

interface Known {
  newest: Id | null;
  /** When records that came since are looked at next, and when all are. */
  glanceAt: number;
  lookAt: number;
}

/**
 * That no record of a kind was free. Finding out reads all of them, and a first sync would do it for each of its pages; so it holds for a while, in
 * which only newer records are looked at, twice a second. One that is unlinked within that while is still found by its name and ID, but nobody is
 * asked about one of another name that resembles it.
 */
export class NothingFree {
  private readonly known = new Map<string, Known>();

  constructor(private readonly now: () => number = () => performance.now()) {}

  /** Whether something may be free. `look` reads the records that are newer than one of them, or all. */
  async recall(kind: string, look: (behind: Id | null) => Promise<FreeLook>): Promise<boolean> {
    const began = this.now();
    const known = this.known.get(kind);
    if (known && began < known.glanceAt) return false;
    const behind = known && began < known.lookAt ? known.newest : null;
    const { isFree, newest } = await look(behind);
    const ended = this.now();
    if (isFree) {
      this.known.delete(kind);
      return true;
    }
    const isGlance = behind !== null && known !== undefined;
    this.known.set(kind, {
      newest,
      glanceAt: ended + AT_LEAST_MS,
      lookAt: isGlance ? known.lookAt : ended + Math.max(AT_LEAST_MS, TIMES * (ended - began)),
    });
    return false;
  }
}
