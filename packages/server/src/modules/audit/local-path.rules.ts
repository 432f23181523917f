import type { EntityType } from '@causeway/shared/vocabulary';

const folders: Partial<Record<EntityType, string>> = {
  company: 'clients',
  contact: 'contacts',
  product: 'products',
  opportunity: 'opportunities',
};

/** The path of a record in the web app; null for what has no page of its own. */
export function localPath(entity: EntityType | null, localId: string | null): string | null {
  const folder = entity && folders[entity];
  return folder && localId ? `/${folder}/${localId}` : null;
}
