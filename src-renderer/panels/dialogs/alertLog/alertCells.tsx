import type { AlertView } from '#shared/ipc/view.ts';
import { alertState, kindWords, localText, pricesWord } from '../../../state/select/alertTable.ts';
import { NONE } from '../../../ui/format.ts';
import type { GridCells } from '../../../ui/grid/gridTypes.ts';
import { StageIcon, stageWord } from '../../../ui/StageBadge.tsx';
import { sentenceText } from '../../../ui/text.ts';
import { momentText, spanText } from '../../../ui/time.ts';

const words = (text: string) => <span className="clip" title={sentenceText(text)}>{sentenceText(text)}</span>;

/** The cells of an alert by column. */
export const ALERT_CELLS: GridCells<AlertView, null> = {
  raised: { draw: ({ raisedAt }) => momentText(raisedAt).replace(' UTC', '') },
  local: { soft: true, draw: ({ raisedAt }) => localText(raisedAt) },
  stage: {
    draw: ({ stage }) => (
      <span className={`row-stage ${stage}`}>
        <StageIcon stage={stage} size={9} />
        {stageWord(stage)}
      </span>
    ),
  },
  state: { draw: (alert) => (alertState(alert) === 'open' ? <b>open</b> : <span className="soft">{alertState(alert)}</span>) },
  account: { draw: ({ accountName }) => words(accountName) },
  kind: { soft: true, draw: kindWords },
  title: { draw: ({ title }) => words(title) },
  action: { soft: true, draw: ({ action }) => words(action) },
  lasted: { soft: true, draw: ({ clearedAt, raisedAt }) => (clearedAt === null ? <span className="faint" title="It has not cleared">{NONE}</span> : spanText(clearedAt - raisedAt)) },
  blind: { soft: true, draw: (alert) => (alert.onStaleData ? <span className="on-stale">{pricesWord(alert)}</span> : pricesWord(alert)) },
  latency: { soft: true, draw: ({ latencyMs }) => (latencyMs === null ? <span className="faint" title="No price led to it">{NONE}</span> : `${Math.ceil(latencyMs)} ms`) },
};
