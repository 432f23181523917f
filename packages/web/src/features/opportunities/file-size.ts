import { groupDigits } from '../../components/language/language.ts';

/** 1536 → "1.5 KB"; nothing when the size is not known. */
export function fileSize(bytes: number | null | undefined): string | null {
  if (bytes === null || bytes === undefined) return null;
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${groupDigits((bytes / 1024).toFixed(1))} KB`;
  return `${groupDigits((bytes / 1024 / 1024).toFixed(1))} MB`;
}
