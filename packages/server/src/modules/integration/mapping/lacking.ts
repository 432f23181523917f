import type { ReferenceKind } from '@causeway/shared/vocabulary';

/** What a value of the CRM was looked for in, in vain: a list of ConnectWise, or the map of products, where classes and the Product ID have no list. */
export type Lacking = ReferenceKind | 'product_map';
