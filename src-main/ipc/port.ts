import { type Args, type Call, calls, type Push, type Replies, type TerminalPort } from '#shared/ipc/contract.ts';

/** One function per call; arguments have passed the schema of the call. */
export type Handlers = Readonly<{ [C in Call]: (...args: Args<C>) => Replies[C] | Promise<Replies[C]> }>;

/** Calls that change nothing that a window shows at once. */
const READS: ReadonlySet<Call> = new Set<Call>(['rule/list', 'rule/test', 'terminal/state', 'terminal/diagnostics', 'account/view', 'account/compare', 'account/matrix', 'account/derivation', 'account/stress', 'account/risk', 'account/simulatedRisk', 'account/historicalRisk', 'account/hedges', 'account/design', 'design/export', 'account/odds', 'account/scenarioMargin', 'risk/progress', 'risk/cancel', 'episode/list', 'episode/import', 'episode/remove', 'preset/document', 'preset/save', 'preset/import', 'preset/remove', 'account/quote', 'snapshot/export', 'screen/painted', 'screen/kept', 'screen/keep', 'accounts/overview', 'whatIf/open', 'whatIf/change', 'whatIf/refresh', 'whatIf/close', 'scenario/list', 'scenario/save', 'scenario/remove', 'scenario/import', 'portfolio/venues', 'portfolio/document', 'portfolio/check']);

/**
 * What a face talks to: every call is checked against its schema before it is served.
 *
 * @param subscribe told of every push, in the order of their numbers
 * @param onChange  after every call that may have changed something
 */
export function createPort(handlers: Handlers, subscribe: (listener: (push: Push) => void) => () => void, onChange: () => void): TerminalPort {
  return {
    call: async <C extends Call>(channel: C, args: unknown): Promise<Replies[C]> => {
      const parsed = calls[channel].safeParse(args);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        throw new TypeError(`${channel}: ${issue === undefined ? 'its arguments' : `${issue.path.join('.') || 'arguments'}: ${issue.message}`}`);
      }
      const serve: (...given: Args<C>) => Replies[C] | Promise<Replies[C]> = handlers[channel];
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema of this very channel just proved it; TypeScript cannot correlate C
      const reply = await serve(...(parsed.data as Args<C>));
      if (!READS.has(channel)) onChange();
      return reply;
    },
    subscribe,
  };
}
