import type { Tx } from '../../../platform/database/database.ts';
import type { Connections } from '../../connection/connection.ports.ts';
import { readReferenceLists } from '../../connection/reference-lists.ts';
import type { SettingsService } from '../configuration/settings.service.ts';
import { type ResolvedValue, resolveValues } from './product-mapping.rules.ts';
import {
  countNameClashes,
  countProductIds,
  type ProductIdCounts,
  type ProductIdSource,
  productIdPage,
  readValuesInUse,
} from './product-values.queries.ts';

export interface ProductMappingView extends Record<'types' | 'categories' | 'classes', ResolvedValue[]> {
  nameClashes: number;
}

/** What the product map comes to with the products that are here; reads only, a fixed number of statements. */
export class ProductMappingService {
  constructor(
    private readonly connections: Connections,
    private readonly settings: SettingsService,
  ) {}

  /** Null before ConnectWise is connected. */
  async view(tx: Tx): Promise<ProductMappingView | null> {
    const connection = await this.connections.active(tx);
    if (!connection) return null;
    const { configuration } = await this.settings.of(tx, connection.id);
    const lists = await readReferenceLists(tx, connection.id, ['product_type', 'category', 'subcategory']);
    const values = await readValuesInUse(tx);
    return {
      ...resolveValues(values, configuration.productMap, lists),
      nameClashes: await countNameClashes(tx, connection.id),
    };
  }

  counts(tx: Tx, source: ProductIdSource): Promise<ProductIdCounts> {
    return countProductIds(tx, source);
  }

  page(tx: Tx, request: Parameters<typeof productIdPage>[1]) {
    return productIdPage(tx, request);
  }
}
