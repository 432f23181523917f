export type Stage = { id: string; name: string };
