export const isNothing = (value: unknown): boolean => value === undefined || value === null || value === '';
