import type { EntityType } from '@causeway/shared/vocabulary';
import type { CrmChange } from '../../../crm/crm-change.ts';

/** The records that go out on their own. */
export type PushedEntity = Extract<EntityType, 'company' | 'contact' | 'product' | 'opportunity'>;

/** `relinked`, `recreate`: a person decided about the link and was told what is sent. */
export type PushReason = CrmChange['kind'] | 'retry' | 'relinked' | 'recreate';
