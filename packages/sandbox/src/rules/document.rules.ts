import type { RecordRules } from '../model/rules.ts';

/** Documents are written by the upload operations only; nothing follows from them. */
export const documentRules: RecordRules = {};
