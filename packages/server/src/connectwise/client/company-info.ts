import { object, text } from '../wire/shape.ts';
import { answerJson } from './answer-json.ts';
import type { ConnectWiseError } from './connectwise-error.ts';
import { responseError } from './response-error.ts';
import type { Transport } from './transport.ts';

const shape = object({ CompanyName: text, Codebase: text, VersionCode: text, CompanyID: text });

/** What a site says of a login company: the codebase in which it lives (`v2025_1/`) and its version (`v2025.1`). */
export interface CompanyInfo {
  codebase: string | null;
  versionCode: string | null;
}

/**
 * What the site knows of a login company: asked at the web host, without keys. `unknown` where the site has no such look-up.
 * Throws ConnectWiseError when the site does not answer properly.
 */
export async function companyAt(
  transport: Transport,
  webBaseUrl: string,
  loginCompany: string,
  timeoutMs?: number,
): Promise<CompanyInfo | 'not_known' | 'unknown'> {
  const url = new URL(`${webBaseUrl}/login/companyinfo/${encodeURIComponent(loginCompany)}`);
  const answer = await transport.send({ method: 'GET', url, headers: { accept: 'application/json' }, timeoutMs });
  if (answer.status === 404) return 'unknown';
  if (answer.status !== 200) return failed(responseError(answer, { method: 'GET', now: new Date() }));
  const json = answerJson(answer, 'GET');
  if (json === null) return 'not_known';
  if (shape(json) !== null) return 'unknown';
  // The check has just seen that it is one.
  const { Codebase, VersionCode } = json as { Codebase?: string | null; VersionCode?: string | null };
  return { codebase: Codebase ?? null, versionCode: VersionCode ?? null };
}

function failed(error: ConnectWiseError): 'not_known' {
  if (error.kind === 'wrong_company') return 'not_known';
  throw error;
}
