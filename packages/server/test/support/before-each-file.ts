import './one-statement-at-a-time.ts';
import { lookAnew } from './checked-rows.ts';

// The runner reads this file again for each test file, also where the files of a worker share what they have loaded. What changes the driver is
// imported, so that it does so once a worker: changed once a file, each statement went through as many layers as files had run, each of which
// asked for the columns of each database and kept them.
lookAnew();
