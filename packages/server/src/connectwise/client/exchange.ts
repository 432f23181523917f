import type { FormData } from 'undici';
import { isSecretName, REDACTED, redactText } from '../../platform/secret-names.ts';

/** One request to ConnectWise with what came back, fit to be shown: no keys, no headers, cut to a length. */
export interface Exchange {
  at: string;
  method: string;
  /** Below `apis/3.0`, with its query. */
  path: string;
  /** Of the answer; null when there was none. */
  status: number | null;
  durationMs: number;
  requestId: string | null;
  /** The body that was sent; null without one. */
  request: string | null;
  /** The body that came back; null when there was no answer. */
  answer: string | null;
  /** Why there was no answer. */
  failure: string | null;
}

/** What is kept of a body. */
export const MAX_BODY_LENGTH = 8_192;
const MAX_PATH_LENGTH = 1_000;

/** Makes exchanges fit to be kept; `secrets` are what must not stand in any of them, whatever it is called there. */
export function exchangeWriter(secrets: readonly string[]): (exchange: Exchange) => Exchange {
  const hidden = secrets.filter((secret) => secret.length >= 4).sort((a, b) => b.length - a.length);
  const clean = (text: string, longest: number): string => {
    const shown = hidden.reduce((all, secret) => all.replaceAll(secret, REDACTED), redactText(text));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: PostgreSQL takes no zero bytes, a screen none of the others
    const plain = shown.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '').toWellFormed();
    return plain.length > longest ? `${plain.slice(0, longest - 1).toWellFormed()}…` : plain;
  };
  const body = (text: string | null) => (text === null ? null : clean(withoutSecrets(text), MAX_BODY_LENGTH));
  return (exchange) => ({
    ...exchange,
    path: clean(exchange.path, MAX_PATH_LENGTH),
    request: body(exchange.request),
    answer: body(exchange.answer),
    failure: exchange.failure === null ? null : clean(exchange.failure, MAX_PATH_LENGTH),
  });
}

/** JSON with the values of secret names taken out; any other text as it is. */
function withoutSecrets(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), (name, value) => (isSecretName(name) && value !== null ? REDACTED : value));
  } catch {
    return text;
  }
}

/** A form in words: its fields, and of files what they are, never their bytes. */
export function formInWords(form: FormData): string {
  const told: Record<string, unknown> = {};
  for (const [name, value] of form.entries())
    told[name] = typeof value === 'string' ? value : `${value.name} (${value.type}, ${value.size} bytes)`;
  return JSON.stringify(told);
}
