import type { Unit } from './groups.ts';
import type { Data } from './own.ts';
import type { AskedStep } from './problems.ts';
import { type Represented, textOf } from './representations.ts';
import type { Representation } from './run.ts';
import type { Step } from './steps.ts';

/** Entities that a unit asks for, each once, and who needs them. */
export type Wanted = {
  readonly unit: Unit;
  readonly representations: readonly Representation[];
  readonly members: readonly AskedStep[];
};

export type RepresentedStep = { readonly step: Step; readonly represented: Represented };

/** Puts together whom the steps of a unit ask for; null when it is nobody. */
export function wantedBy(unit: Unit, steps: readonly RepresentedStep[]): Wanted | null {
  const asking = steps.filter(({ represented }) => represented.representations.length > 0);
  const [first] = asking;
  if (!first) return null;
  if (asking.length === 1) {
    const { representations, targets } = first.represented;
    return { unit, representations, members: [{ step: first.step, targets }] };
  }
  const representations: Representation[] = [];
  const places = new Map<unknown, number>();
  const members = asking.map(({ step, represented }): AskedStep => {
    const targets: (readonly Data[] | undefined)[] = [];
    for (const [index, representation] of represented.representations.entries()) {
      const text = textOf(representation);
      let place = places.get(text);
      if (place === undefined) {
        place = representations.push(representation) - 1;
        places.set(text, place);
      }
      targets[place] = represented.targets[index];
    }
    return { step, targets };
  });
  return { unit, representations, members };
}

/** What is left of it without some entities; null when nothing is. */
export function without(
  { unit, representations, members }: Wanted,
  isMissing: (place: number) => boolean,
): Wanted | null {
  const stays = (_each: unknown, place: number) => isMissing(place);
  const left = representations.filter(stays);
  if (left.length === 0) return null;
  if (left.length === representations.length) return { unit, representations, members };
  return {
    unit,
    representations: left,
    members: members.map(({ step, targets }) => ({
      step,
      targets: Array.from(representations, (_each, place) => targets[place]).filter(stays),
    })),
  };
}
