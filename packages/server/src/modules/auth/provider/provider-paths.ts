/** Below /api, so that a caller's address and cookies are read as for all routes. */
export const SIGN_IN_FOLDER = '/api/sign-in';

/** Where providers send people back to, behind the public address. */
export const CALLBACK_PATH = `${SIGN_IN_FOLDER}/callback`;

/** Where a sign-in by the provider of a workspace begins. */
export const startPath = (workspaceId: string): string => `${SIGN_IN_FOLDER}/${workspaceId}`;
