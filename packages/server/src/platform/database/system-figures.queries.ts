import type { Database } from './database.ts';

/** One figure of the whole installation; `label` where there are several by the same name. */
export interface SystemFigure {
  name: string;
  label: string | null;
  value: number;
}

/** What is counted over all workspaces, for the metrics. */
export const systemFigures = (database: Pick<Database, 'acrossWorkspaces'>): Promise<SystemFigure[]> =>
  database.acrossWorkspaces((tx) => tx.query<SystemFigure>('select name, label, value from system_figures()'));
