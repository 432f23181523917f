/** What happened in a history, for people and for the verdict. */
export class Story {
  /** In words, in order. */
  readonly lines: string[] = [];
  /** Records that somebody made in ConnectWise, as `company 12`. */
  readonly madeThere = new Set<string>();
  /** Records that were in ConnectWise before. */
  readonly wasThere = new Set<string>();
  /** Records that somebody deleted in ConnectWise, as `company 12`: no poll lists them any more, so a link of one stands until it is used. */
  readonly deletedThere = new Set<string>();
  /** Linked records that were edited after they were linked, by the CRM's ID. */
  readonly touched = new Set<string>();

  /** A story that goes on from here. */
  copy(): Story {
    const copy = new Story();
    copy.lines.push(...this.lines);
    for (const set of ['madeThere', 'wasThere', 'deletedThere', 'touched'] as const)
      for (const key of this[set]) copy[set].add(key);
    return copy;
  }

  tell(line: string): void {
    this.lines.push(line);
  }
}
