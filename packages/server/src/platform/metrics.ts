import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import {
  type Bucketed,
  type CounterName,
  counters,
  type Described,
  type GaugeName,
  gauges,
  type HistogramName,
  histograms,
} from './metric-names.ts';
import { keysOf as typedKeys } from './typed-keys.ts';

export type Labels = Readonly<Record<string, string>>;

/** One figure of a gauge with the labels that it has. */
export interface Reading {
  labels?: Labels;
  value: number;
}

/** What is read when somebody asks: figures by the gauge that they belong to. */
export type Source = () => Promise<Partial<Record<GaugeName, readonly Reading[]>>>;

const PREFIX = 'causeway_';

/** What this process counts and measures, in the text format of Prometheus. Every name is in `metric-names.ts`. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly counters = new Map<CounterName, Counter>();
  private readonly histograms = new Map<HistogramName, Histogram>();
  private readonly gauges = new Map<GaugeName, Gauge>();
  private readonly sources: Source[] = [];
  private readonly reads = new Map<GaugeName, () => number>();

  /** `program`: also measures the process itself, its memory and event loop, and says whose figures these are. */
  constructor({ program }: { program?: string } = {}) {
    const registers = [this.registry];
    if (program) {
      this.registry.setDefaultLabels({ program });
      collectDefaultMetrics({ register: this.registry });
    }
    for (const [name, { help, labels }] of entriesOf<CounterName, Described>(counters))
      this.counters.set(name, new Counter({ name: PREFIX + name, help, labelNames: [...labels], registers }));
    for (const [name, { help, labels, buckets }] of entriesOf<HistogramName, Bucketed>(histograms))
      this.histograms.set(
        name,
        new Histogram({ name: PREFIX + name, help, labelNames: [...labels], buckets: [...buckets], registers }),
      );
    for (const [name, { help, labels }] of entriesOf<GaugeName, Described>(gauges))
      this.gauges.set(name, new Gauge({ name: PREFIX + name, help, labelNames: [...labels], registers }));
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  count(name: CounterName, labels: Labels = {}, by = 1): void {
    this.counters.get(name)?.inc(labels, by);
  }

  observe(name: HistogramName, labels: Labels, seconds: number): void {
    this.histograms.get(name)?.observe(labels, seconds);
  }

  /** A figure that is read when it is asked for. */
  gauge(name: GaugeName, read: () => number): void {
    this.reads.set(name, read);
  }

  /** Figures that are read together when they are asked for, such as those of one statement. What fails is left out. */
  source(read: Source): void {
    this.sources.push(read);
  }

  async render(): Promise<string> {
    for (const gauge of this.gauges.values()) gauge.reset();
    for (const [name, read] of this.reads) this.gauges.get(name)?.set(read());
    const read = await Promise.allSettled(this.sources.map((source) => source()));
    for (const result of read) if (result.status === 'fulfilled') this.show(result.value);
    return this.registry.metrics();
  }

  private show(figures: Partial<Record<GaugeName, readonly Reading[]>>): void {
    for (const [name, readings] of entriesOf(figures))
      for (const { labels = {}, value } of readings ?? []) this.gauges.get(name)?.set(labels, value);
  }
}

const entriesOf = <K extends string, V>(table: Readonly<Partial<Record<K, V>>>): [K, V][] =>
  typedKeys(table).flatMap((key): [K, V][] => {
    const value = table[key];
    return value === undefined ? [] : [[key, value]];
  });
