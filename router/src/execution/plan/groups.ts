import { type FetchText, joinFetches, type PartNames, partNames } from './fetch-text.ts';
import type { PlannedStep, Step } from './steps.ts';

/** Steps that ask a subgraph the very same of entities, wherever these are: whom several need is asked for once. */
export type Unit = {
  /** The first of its steps; the others differ in nothing but their place in the data. */
  readonly step: Step;
  readonly members: readonly Step[];
  readonly names: PartNames;
};

/** Steps that may become possible at the same moment, and then are sent as one request. */
export type Group = {
  readonly units: readonly Unit[];
  /** What is sent for some of the units, at least two; the same text each time. */
  textFor(units: readonly Unit[]): GroupText;
};

/** A request that may also hold units that were not wanted: they are sent without representations. */
export type GroupText = { readonly text: FetchText; readonly units: readonly Unit[] };

/** The fetches of a plan, what each has to wait for, and what it can be sent with. */
export type StepGraph = {
  readonly steps: readonly ScheduledStep[];
  readonly groups: readonly Group[];
};

export type ScheduledStep = {
  readonly step: Step;
  /** How many others it waits for. */
  readonly waitsFor: number;
  /** The places of those that wait for it. */
  readonly dependents: readonly number[];
  /** The place of its group. */
  readonly group: number;
};

/** Puts steps together that ask the same subgraph for entities and are as far from the start of the plan. */
export function groupSteps(planned: readonly PlannedStep[]): StepGraph {
  const levels: number[] = [];
  const drafts: Draft[] = [];
  const dependents = planned.map((): number[] => []);
  const steps = planned.map(({ step, after }, place) => {
    const level = 1 + Math.max(-1, ...after.map((before) => levels[before] ?? 0));
    levels.push(level);
    for (const before of after) dependents[before]?.push(place);
    return { step, waitsFor: after.length, dependents: dependents[place] ?? [], group: placeIn(drafts, step, level) };
  });
  return { steps, groups: drafts.map(toGroup) };
}

type Draft = {
  readonly level: number;
  readonly units: Step[][];
  /** Of all its steps: definitions by name. */
  readonly variables: Map<string, string>;
};

function placeIn(drafts: Draft[], step: Step, level: number): number {
  const place = drafts.findIndex((draft) => draft.level === level && accepts(draft, step));
  const draft = drafts[place];
  if (!draft) return drafts.push({ level, units: [[step]], variables: new Map(step.text.variables) }) - 1;
  const same = draft.units.find(([first]) => first?.sameness === step.sameness);
  if (same) same.push(step);
  else draft.units.push([step]);
  for (const [name, definition] of step.text.variables) draft.variables.set(name, definition);
  return place;
}

function accepts({ units: [unit], variables }: Draft, step: Step): boolean {
  const [first] = unit ?? [];
  if (!first || !isJoinable(first) || !isJoinable(step)) return false;
  return (
    first.subgraph === step.subgraph &&
    first.text.directives === step.text.directives &&
    Array.from(step.text.variables).every(([name, definition]) => (variables.get(name) ?? definition) === definition)
  );
}

/** Fields of root types are not asked for by representations, and arguments from context differ by target. */
function isJoinable({ represent, contexts }: Step): boolean {
  return represent !== null && contexts === null;
}

/** Of one group: units come and go with their targets, and texts must not fill the memory. */
const keptTexts = 16;

function toGroup({ units: drafts }: Draft): Group {
  const names = partNames(drafts.flatMap(([first]) => (first ? [first.text] : [])));
  const units = drafts.flatMap((members, place): Unit[] => {
    const [step] = members;
    const own = names[place];
    return step && own ? [{ step, members, names: own }] : [];
  });
  const join = (wanted: readonly Unit[]): GroupText => ({
    text: joinFetches(wanted.map((unit) => ({ fetch: unit.step.text, names: unit.names }))),
    units: wanted,
  });
  const texts = new Map<string, GroupText>();
  let whole: GroupText | null = null;
  return {
    units,
    textFor: (wanted) => {
      const key = wanted.map((unit) => unit.names.alias).join();
      const found = texts.get(key);
      if (found) return found;
      if (texts.size >= keptTexts) {
        whole ??= join(units);
        return whole;
      }
      const text = join(wanted);
      texts.set(key, text);
      return text;
    },
  };
}
