// Beside the built programs: what V8 makes of their two thousand modules is kept for the next one that a test starts.
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

enableCompileCache(fileURLToPath(new URL('../../../../.cache/compiled/v8', import.meta.url)));
