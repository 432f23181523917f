import { DiagLogLevel, diag, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { TracesEnv } from '../env.ts';
import type { Logger } from '../logger.ts';
import { RepeatedTrouble } from '../repeated-trouble.ts';
import { productVersion } from '../version.ts';

/** A process that ends waits no longer for a receiver that does not answer. */
const LAST_MS = 1_000;
const SEND_MS = 5_000;

/** Sends spans in the background, in JSON. What a receiver does not take is dropped: nobody waits for it. */
export function exportTraces(env: TracesEnv, name: string, logger: Logger): { stop(): Promise<void> } {
  const trouble = new RepeatedTrouble({
    say: (fields, sentence) => logger.error(fields, sentence),
    first: 'the receiver of traces has trouble',
    again: 'the receiver of traces still has trouble',
  });
  const tell = (message: string) => trouble.tell(message);
  const quiet = () => undefined;
  diag.setLogger(
    { error: tell, warn: tell, info: quiet, debug: quiet, verbose: quiet },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
  const provider = new TracerProvider({
    sampler: samplerOf(env),
    resource: resourceFromAttributes({ 'service.namespace': 'causeway', 'service.version': productVersion() })
      .merge(detectResources({ detectors: [envDetector] }))
      .merge(resourceFromAttributes({ 'service.name': env.serviceName ?? `causeway-${name}` })),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({ url: `${env.endpoint}/v1/traces`, timeoutMillis: SEND_MS }),
        scheduledDelayMillis: env.sendAfterMs,
        exportTimeoutMillis: SEND_MS + 1_000,
      }),
    ],
  });
  trace.setGlobalTracerProvider(provider);
  return {
    stop: async () => {
      const late = new Promise<void>((resolve) => setTimeout(resolve, LAST_MS).unref());
      await Promise.race([provider.shutdown().catch(tell), late]);
    },
  };
}

function samplerOf({ sampler, share }: TracesEnv): Sampler {
  if (sampler.startsWith('parentbased_')) return new ParentBasedSampler({ root: rootOf(sampler.slice(12), share) });
  return rootOf(sampler, share);
}

function rootOf(name: string, share: number): Sampler {
  if (name === 'traceidratio') return new TraceIdRatioBasedSampler(share);
  return name === 'always_off' ? new AlwaysOffSampler() : new AlwaysOnSampler();
}
