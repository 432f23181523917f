import { counted } from '@causeway/shared/counted';
import type { Problem } from '../../platform/errors.ts';
import type { ConnectionRecord } from './connection-record.ts';

/** Whether somebody has taken the keys out; links and settings are kept for a connection to the same company. */
export const isDisconnected = ({ stateCode }: Pick<ConnectionRecord, 'stateCode'>): boolean =>
  stateCode === 'disconnected';

export const keysMissing: Problem = {
  code: 'disconnected',
  field: null,
  message: 'ConnectWise is disconnected and its keys were removed. Enter the keys: Integrations → Replace keys.',
};

/** What disconnecting does, told before it is done. */
export function disconnectSentences(
  { loginCompany, host }: Pick<ConnectionRecord, 'loginCompany' | 'host'>,
  held: { links: number; pushes: number; issues: number; runs: number },
  removesLinks: boolean,
): string[] {
  const stops = [
    `The sync with ${loginCompany} at ${host} stops, and the keys are removed.`,
    ...(held.runs > 0 ? ['The run that is going on ends; what it brought in stays.'] : []),
    'No record is deleted, neither here nor in ConnectWise.',
  ];
  if (removesLinks)
    return [
      ...stops,
      `${counted(held.links, 'link is', 'links are')} removed, and the settings and their history with them. A later connection starts anew: it looks for every record on the other side again, links those that are surely the same, and asks about those that are not clear.`,
      ...(held.pushes > 0 ? [`${counted(held.pushes, 'push that waits is', 'pushes that wait are')} dropped.`] : []),
      ...(held.issues > 0 ? [`${counted(held.issues, 'open issue is', 'open issues are')} removed.`] : []),
      'The audit log stays.',
    ];
  return [
    ...stops,
    `${counted(held.links, 'link is', 'links are')} kept, with the settings and the history, for a connection to the same company.`,
    ...(held.pushes > 0
      ? [
          `${counted(held.pushes, 'push that waits goes', 'pushes that wait go')} out once it is connected and started again.`,
        ]
      : []),
    'What is changed or made here meanwhile goes to ConnectWise once the sync is started again, where the mode sends it.',
  ];
}
