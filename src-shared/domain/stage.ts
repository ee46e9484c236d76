/** Severity of an account, in order. */
export const STAGES = ['calm', 'watch', 'warning', 'danger', 'critical', 'liquidating'] as const;
export type Stage = (typeof STAGES)[number];

export function stageRank(stage: Stage): number {
  return STAGES.indexOf(stage);
}

export function stageAt(rank: number): Stage {
  return STAGES[Math.max(0, Math.min(STAGES.length - 1, rank))] ?? 'liquidating';
}
