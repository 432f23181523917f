import type { TaxDriftKind } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Connections } from '../../connection/connection.ports.ts';
import { findReference, readReferenceLists } from '../../connection/reference-lists.ts';
import type { SettingsService } from '../configuration/settings.service.ts';
import type { MappedRegion } from './tax-map.rules.ts';
import { readMappedRegions } from './tax-regions.queries.ts';

/** What the drift of ConnectWise says of tax codes; told by the part that watches all options. */
export interface TaxTask {
  code: string;
  section: string;
  remoteId: string;
  taxRegionIds: readonly Id[] | null;
  message: string;
  advice: string;
}

export interface TaxDrift {
  kind: TaxDriftKind;
  taxRegionId: Id;
  taxCodeId: string;
  message: string;
}

export interface TaxMappingView {
  regions: (MappedRegion & {
    codeLabel: string | null;
    codeRate: string | null;
    isCodeActive: boolean;
    notes: string[];
  })[];
  drift: TaxDrift[];
  importedAt: Date | null;
}

/** Tax regions with the codes that they stand for, and where the two came apart since; reads only, a fixed number of statements. */
export class TaxMappingService {
  constructor(
    private readonly connections: Connections,
    private readonly settings: SettingsService,
    private readonly drift: { tasks(tx: Tx): Promise<readonly TaxTask[]> },
  ) {}

  /** Null before ConnectWise is connected. */
  async view(tx: Tx): Promise<TaxMappingView | null> {
    const connection = await this.connections.active(tx);
    if (!connection) return null;
    const { regions, codes } = await this.load(tx, connection.id);
    return {
      regions: regions.map((region) => {
        const code = findReference(codes, region.taxCodeId);
        return {
          ...region,
          codeLabel: code?.label ?? null,
          codeRate: code?.flags.rate ?? null,
          isCodeActive: code?.isActive ?? false,
          notes: code?.flags.notExpressed ?? [],
        };
      }),
      drift: taxDriftOf(await this.drift.tasks(tx)),
      importedAt: latest(regions),
    };
  }

  private async load(tx: Tx, connectionId: Id) {
    const { configuration } = await this.settings.of(tx, connectionId);
    const { tax_code: codes = [] } = await readReferenceLists(tx, connectionId, ['tax_code']);
    return { codes, regions: await readMappedRegions(tx, connectionId, configuration.taxMap.pairs) };
  }
}

const latest = (regions: readonly MappedRegion[]): Date | null =>
  regions.reduce<Date | null>(
    (last, { importedAt }) => (importedAt && (!last || importedAt > last) ? importedAt : last),
    null,
  );

const kinds: Readonly<Record<string, TaxDriftKind>> = {
  tax_rate_changed: 'rate_changed',
  option_inactive: 'ended',
  option_gone: 'gone',
};

/** The drift tasks of this part, as they were told before there was one list of all. */
const taxDriftOf = (tasks: readonly TaxTask[]): TaxDrift[] =>
  tasks.flatMap(({ section, code, taxRegionIds, remoteId, message, advice }) => {
    const kind = kinds[code];
    if (section !== 'taxMap' || !kind) return [];
    return (taxRegionIds ?? []).map((taxRegionId) => ({
      kind,
      taxRegionId,
      taxCodeId: remoteId,
      message: `${message} ${advice}`,
    }));
  });
