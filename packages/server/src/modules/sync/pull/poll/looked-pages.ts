import type { Page, PageOptions } from '../../../../connectwise/client/connectwise-client.ts';
import type { WireRecord } from '../../../../connectwise/wire/wire.ts';

/** Pages that a look has asked for: the run that follows takes each once, if it would ask for the very same, instead of asking again. */
export class LookedPages {
  private readonly pages = new Map<string, Page<WireRecord>>();

  keep(entity: string, ask: PageOptions, page: Page<WireRecord>): void {
    this.pages.set(keyOf(entity, ask), page);
  }

  take(entity: string, ask: PageOptions): Page<WireRecord> | undefined {
    const key = keyOf(entity, ask);
    const page = this.pages.get(key);
    this.pages.delete(key);
    return page;
  }
}

const keyOf = (entity: string, { afterId, pageSize, conditions, fields }: PageOptions): string =>
  JSON.stringify([entity, afterId, pageSize, conditions, fields]);
