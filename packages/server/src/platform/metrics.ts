/** Plain counters of this process, in the text format of Prometheus. */
export class Metrics {
  private readonly counters = new Map<string, number>();
  private readonly gauges = new Map<string, () => number>();

  count(name: string, by = 1): void {
    this.counters.set(name, (this.counters.get(name) ?? 0) + by);
  }

  /** A figure that is read when it is asked for. */
  gauge(name: string, read: () => number): void {
    this.gauges.set(name, read);
  }

  render(): string {
    const { heapUsed, rss } = process.memoryUsage();
    const lines = [
      ...[...this.counters].map(([name, value]) => `# TYPE causeway_${name} counter\ncauseway_${name} ${value}`),
      ...[...this.gauges].map(([name, read]) => `# TYPE causeway_${name} gauge\ncauseway_${name} ${read()}`),
      `# TYPE process_resident_memory_bytes gauge\nprocess_resident_memory_bytes ${rss}`,
      `# TYPE process_heap_bytes gauge\nprocess_heap_bytes ${heapUsed}`,
    ];
    return `${lines.join('\n')}\n`;
  }
}
