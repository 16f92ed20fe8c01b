/** The telemetry role as a process of its own, as an installation has it. Says so when it is at work; ends with who started it. */
import { loadConfig } from '../../platform/config.ts';
import { serve } from '../../platform/serve.ts';
import type { ServiceUrls } from '../../platform/service-urls.ts';
import { silent } from './silent.ts';

/** What such a process is told. */
export interface TelemetryOrders {
  readonly urls: ServiceUrls;
  /** `REPRISE_…` */
  readonly variables: Readonly<Record<string, string>>;
}

process.on('message', ({ urls, variables }: TelemetryOrders) => {
  void serve(loadConfig(variables), ['telemetry'], urls, silent).then(() => process.send?.('at work'));
});
process.on('disconnect', () => process.exit(0));
