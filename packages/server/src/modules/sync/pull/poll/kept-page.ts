import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';
import type { Page, PageOptions } from '../../../../connectwise/client/connectwise-client.ts';
import type { WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { EntitySync } from '../../records/entity-sync.ts';
import type { Lease } from '../context/lease.ts';
import type { PullContext } from '../context/pull-context.ts';
import { keepPage, keptPage } from './kept-page.queries.ts';

// 4 MB of JSON become 0.2 MB in the time of a few statements; better levels take several times as long.
const fast = { params: { [constants.ZSTD_c_compressionLevel]: -5 } };
const pack = promisify(zstdCompress);
const unpack = promisify(zstdDecompress);

/** Which page of which listing. */
export interface ListedPage {
  sync: EntitySync;
  lease: Lease;
  how: PageOptions;
}

/**
 * The page at hand, kept beside its cursor before the next one is asked for: a worker that is killed then leaves one page to be asked for again, the
 * next one, and not two. The commit of the page forgets it.
 */
export class KeptPage {
  constructor(private readonly database: Pick<Database, 'inWorkspace'>) {}

  async keep({ workspaceId }: PullContext, of: ListedPage, page: Page<WireRecord>): Promise<void> {
    const packed = await pack(JSON.stringify({ key: keyOf(of), page }), fast);
    await this.database.inWorkspace(workspaceId, (tx) => keepPage(tx, of.lease, packed));
  }

  /** The page that a worker before this one has kept, if it is the very one that would be asked for, and was asked for lately. */
  async find({ workspaceId }: PullContext, of: ListedPage): Promise<Page<WireRecord> | undefined> {
    const packed = await this.database.inWorkspace(workspaceId, (tx) => keptPage(tx, of.lease), { readOnly: true });
    if (!packed) return undefined;
    const { key, page }: { key: string; page: Page<WireRecord> } = JSON.parse(String(await unpack(packed)));
    return key === keyOf(of) ? page : undefined;
  }
}

const keyOf = ({ sync, how: { afterId, pageSize, conditions } }: ListedPage): string =>
  JSON.stringify([sync.wire.path, sync.wire.fields, afterId, pageSize, conditions]);
