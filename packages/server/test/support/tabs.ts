import type { Page } from 'playwright-core';

/** While the page of one waits for the network, that of another one is looked at. */
const TABS = 3;

/** Tabs of one browser, each used by one at a time. */
export class Tabs {
  private readonly free: Page[] = [];
  private readonly waiting: ((page: Page) => void)[] = [];

  /** The first tab, and others beside it in the same browser. */
  async open(first: Page, prepare: (page: Page) => Promise<void> = async () => undefined): Promise<void> {
    const others = Array.from({ length: TABS - 1 }, () => first.context().newPage());
    for (const page of [first, ...(await Promise.all(others))]) {
      await prepare(page);
      this.giveBack(page);
    }
  }

  async use<T>(act: (page: Page) => Promise<T>): Promise<T> {
    const page = this.free.pop() ?? (await new Promise<Page>((resolve) => this.waiting.push(resolve)));
    return act(page).finally(() => this.giveBack(page));
  }

  /** What is found on each of these pages, in their order. */
  async onEach<T>(paths: readonly string[], look: (page: Page, path: string) => Promise<T[]>): Promise<T[]> {
    return (await Promise.all(paths.map((path) => this.use((page) => look(page, path))))).flat();
  }

  private giveBack(page: Page): void {
    const next = this.waiting.shift();
    if (next) next(page);
    else this.free.push(page);
  }
}
