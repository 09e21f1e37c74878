import { areJoinable, type FetchText, joinFetches, type PartNames, partNames } from './fetch-text.ts';
import type { PlannedStep, Step } from './steps.ts';

/** Steps that are sent as one request. */
export type Batch = {
  readonly parts: readonly BatchPart[];
  /** Batches, by their places, that have to be done before. */
  readonly after: readonly number[];
  /** What is sent for some of the parts, at least two; the same text each time. */
  textFor(parts: readonly BatchPart[]): BatchText;
};

/** A request that may also hold parts that were not wanted: they are sent without representations. */
export type BatchText = { readonly text: FetchText; readonly parts: readonly BatchPart[] };

export type BatchPart = { readonly step: Step; readonly names: PartNames };

/**
 * Puts the steps together that ask the same subgraph for entities and become possible at the same moment.
 *
 * Steps that wait for different fetches are never put together, or a slow subgraph would hold up what needs nothing of
 * it.
 */
export function batchSteps(steps: readonly PlannedStep[]): Batch[] {
  const batches: { steps: Step[]; after: readonly number[] }[] = [];
  const batchOf: number[] = [];
  for (const { step, after } of steps) {
    const before = reduced([...new Set(after.map((place) => batchOf[place] as number))], batches);
    const place = batches.findIndex((batch) => isSame(batch.after, before) && areTogether([...batch.steps, step]));
    if (place >= 0) batches[place]?.steps.push(step);
    else batches.push({ steps: [step], after: before });
    batchOf.push(place >= 0 ? place : batches.length - 1);
  }
  return batches.map(toBatch);
}

/** Without what others wait for anyway. */
function reduced(after: readonly number[], batches: readonly { readonly after: readonly number[] }[]): number[] {
  const implied = new Set<number>();
  const follow = (place: number) => {
    for (const before of batches[place]?.after ?? []) {
      if (implied.has(before)) continue;
      implied.add(before);
      follow(before);
    }
  };
  for (const place of after) follow(place);
  return after.filter((place) => !implied.has(place)).sort((one, other) => one - other);
}

function isSame(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((place, index) => place === other[index]);
}

function areTogether(steps: readonly Step[]): boolean {
  const [first] = steps;
  return (
    steps.every((step) => step.represent !== null && step.subgraph === first?.subgraph) &&
    areJoinable(steps.map(({ text }) => text))
  );
}

/** Of one batch: parts come and go with their targets, and texts must not fill the memory. */
const keptTexts = 16;

function toBatch({ steps, after }: { readonly steps: readonly Step[]; readonly after: readonly number[] }): Batch {
  const names = partNames(steps.map(({ text }) => text));
  const parts = steps.map((step, place) => ({ step, names: names[place] as PartNames }));
  const texts = new Map<string, BatchText>();
  const join = (wanted: readonly BatchPart[]): BatchText => ({
    text: joinFetches(wanted.map((part) => ({ fetch: part.step.text, names: part.names }))),
    parts: wanted,
  });
  let whole: BatchText | null = null;
  return {
    parts,
    after,
    textFor: (wanted) => {
      const key = wanted.map((part) => part.names.alias).join();
      const found = texts.get(key);
      if (found) return found;
      if (texts.size >= keptTexts) {
        whole ??= join(parts);
        return whole;
      }
      const text = join(wanted);
      texts.set(key, text);
      return text;
    },
  };
}
