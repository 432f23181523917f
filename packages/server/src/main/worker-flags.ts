/**
 * How Node is told to start the worker, wherever it is started; a test compares the files of compose, systemd and Kubernetes.
 * Left alone, V8 grows the space of young objects to 128 MB in a first sync, which makes it no faster.
 */
export const workerFlags = ['--max-semi-space-size=16'];
