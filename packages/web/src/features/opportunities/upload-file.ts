import { t } from '@lingui/core/macro';
import { z } from 'zod';
import type { FormProblem } from '../../components/form-problems.tsx';

const answer = z.object({
  document: z.object({ id: z.string() }).nullish(),
  problems: z.array(z.object({ code: z.string(), field: z.string().nullish(), message: z.string() })).nullish(),
});

/** Attaches a file to an opportunity; answers what is wrong, nothing when it worked. */
export async function uploadFile(opportunityId: string, file: File): Promise<FormProblem[]> {
  const body = new FormData();
  body.append('file', file, file.name);
  try {
    const response = await fetch(
      new URL(`/api/opportunities/${encodeURIComponent(opportunityId)}/files`, window.location.href),
      {
        method: 'POST',
        body,
        credentials: 'same-origin',
        headers: { 'x-requested-with': 'causeway' },
      },
    );
    const parsed = answer.safeParse(await response.json().catch(() => null));
    if (parsed.success && parsed.data.problems && parsed.data.problems.length > 0) return parsed.data.problems;
    if (response.ok && parsed.success && parsed.data.document) return [];
    return [{ code: 'failed', message: statusText(response.status) }];
  } catch {
    return [{ code: 'failed', message: t`The server cannot be reached. Check the network and choose the file again.` }];
  }
}

function statusText(status: number): string {
  if (status === 413) return t`The file is too large. Choose a smaller one.`;
  if (status === 401) return t`You are not signed in any more. Sign in and choose the file again.`;
  if (status === 403) return t`Your role may not add files. Ask an administrator of your workspace.`;
  if (status === 404) return t`This opportunity does not exist any more.`;
  return t`The server did not take the file (status ${status}). Try again.`;
}
