export const START_STEPS: readonly string[];
export function startStep<Answer>(name: string, work: () => Promise<Answer>): Promise<Answer>;
