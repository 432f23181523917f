// Preloaded into a sandbox of its own process. Tells how long its main thread worked without letting anything else in.
// The machine may stall the whole process; that time passes on the clock, but the thread uses no CPU in it. So a stretch
// counts with the smaller of the two.
const EVERY_MS = 5;

let longestMs = 0;
let lastClock = performance.now();
let lastCpu = cpuMs();

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

function tick(): void {
  const clock = performance.now();
  const cpu = cpuMs();
  longestMs = Math.max(longestMs, Math.min(clock - lastClock, cpu - lastCpu));
  lastClock = clock;
  lastCpu = cpu;
}

setInterval(tick, EVERY_MS).unref();
process.on('message', () => {
  tick();
  process.send?.({ longestMs });
  longestMs = 0;
});
process.channel?.unref();
