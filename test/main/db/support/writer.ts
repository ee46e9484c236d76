// Raises alerts without end, acknowledges every third, and prints each id once its rows are durable, until it is killed.
import { writeSync } from 'node:fs';
import { epochMs } from '#shared/num/units.ts';
import { openDatabase } from '../../../../src-main/db/open.ts';

const opened = openDatabase({ path: process.argv[2] ?? '', now: epochMs(Date.now()) });
if (!opened.ok) throw new Error(JSON.stringify(opened.error));
for (;;) {
  const id = opened.value.alerts.raise({
    accountId: 'a', accountName: 'A', kind: 'stage', subject: '', stage: 'watch', title: 'x'.repeat(200), action: '', at: epochMs(0), onStaleData: false, latencyMs: null,
  });
  if (id % 3 === 0) opened.value.alerts.acknowledge(id, epochMs(1));
  writeSync(1, `${id}\n`);
}
