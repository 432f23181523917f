import type { Operation } from '../http/operation.ts';
import { communicationOperations } from './communications.ts';
import { documentOperations } from './documents.ts';
import { forecastOperations } from './forecast.ts';
import { recordOperations } from './record-operations.ts';
import { specialOperations } from './special.ts';

/** Every operation served. Where two have the same method and path, the first one answers. */
export function allOperations(): Operation[] {
  return [
    ...forecastOperations,
    ...documentOperations,
    ...communicationOperations,
    ...specialOperations,
    ...recordOperations(),
  ];
}
