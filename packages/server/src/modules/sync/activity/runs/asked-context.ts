import { modeCapabilities } from '../../../integration/configuration/mode.rules.ts';
import type { PullContext } from '../../pull/context/pull-context.ts';

type Asked = Pick<
  PullContext,
  'workspaceId' | 'connectionId' | 'remote' | 'configuration' | 'lists' | 'comparedAt' | 'actor'
>;

/** How records are taken in that a person asks for: whatever the mode says about new ones, also what an earlier mode left, and whatever the times say. */
export const askedContext = (asked: Asked): PullContext => ({
  ...asked,
  capabilities: { ...modeCapabilities[asked.configuration.mode], pullCreate: true },
  runId: null,
  auditAlways: true,
  reevaluate: true,
});
