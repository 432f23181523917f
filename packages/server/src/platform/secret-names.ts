const secretName =
  /pass(word|wd|phrase)|secret|private_?-?key|public_?-?key|api_?-?key|token(?!s?_?prefix)|authorization|cookie|credential/i;

/** Whether a field of this name must never reach a log, the audit or an answer. */
export const isSecretName = (name: string): boolean => secretName.test(name);

/** What stands in the place of a secret. */
export const REDACTED = '[redacted]';

const bearer = /\b(bearer|basic)\s+[a-z0-9._~+/=-]{6,}/gi;
const urlPassword = /(:\/\/[^\s:/@]*:)[^\s@/]+@/g;

/** Takes credentials out of free text: Authorization values and passwords inside URLs. */
export const redactText = (text: string): string =>
  text.replace(bearer, (_all, scheme: string) => `${scheme} ${REDACTED}`).replace(urlPassword, `$1${REDACTED}@`);
