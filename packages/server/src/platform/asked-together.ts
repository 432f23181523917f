/**
 * Asks once for all who ask the same in one turn of the event loop, such as the requests of one dashboard that arrive together. The question leaves
 * after the last of them has come: nobody is given an answer that was on its way before they asked.
 */
export class AskedTogether<V> {
  private readonly gathering = new Map<string, Promise<V>>();

  constructor(private readonly ask: (key: string) => Promise<V>) {}

  answerTo(key: string): Promise<V> {
    const same = this.gathering.get(key);
    if (same) return same;
    const answer = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      this.gathering.delete(key);
      return this.ask(key);
    });
    this.gathering.set(key, answer);
    return answer;
  }
}
