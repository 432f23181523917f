import type { EntityType } from '@causeway/shared/vocabulary';
import { AppError } from '../../../platform/errors.ts';
import type { PulledEntity } from '../../links/link.ts';
import { isPulled } from '../registry.ts';

/** A kind of record that is linked by itself. Throws AppError "invalid_input" for the others. */
export function pulled(entity: EntityType): PulledEntity {
  if (isPulled(entity)) return entity;
  throw new AppError('invalid_input', 'Records of this kind are not linked by themselves.', { field: 'entity' });
}
