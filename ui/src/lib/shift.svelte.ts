// Edits of an agenda item that may move what follows: asked before, done as one step.
import * as commands from './bindings/commands';
import type { AgendaItemEdit, Change, ItemShift } from './bindings/types';

export type Answer = 'keep' | 'shift' | null;

interface Question {
  shift: ItemShift;
  answer: (answer: Answer) => void;
}

class Asking {
  /** What is being asked; null while nothing is. */
  question = $state.raw<Question | null>(null);

  /** Asks, and lets a question be that was not answered: whoever edits on has done so. */
  ask(shift: ItemShift): Promise<Answer> {
    this.question?.answer(null);
    return new Promise((resolve) => {
      const question: Question = {
        shift,
        answer: (answer) => {
          if (this.question === question) this.question = null;
          resolve(answer);
        },
      };
      this.question = question;
    });
  }
}

export const asking = new Asking();

/**
 * Changes a field of an agenda item. Where fixed starts behind it could move along, the person is
 * asked first (`ShiftQuestion.svelte`, once in the window); who changes their mind changes nothing.
 */
export async function editItem(item: string, edit: AgendaItemEdit): Promise<Change> {
  const shift = await commands.previewItemShift(item, edit);
  if (shift.fixed === 0 && !shift.refused) return commands.editAgendaItem(item, edit);
  const answer = await asking.ask(shift);
  switch (answer) {
    case 'shift':
      return commands.editItemShifting(item, edit);
    case 'keep':
      return commands.editAgendaItem(item, edit);
    case null:
      // As the commands say that a person changed their mind: nothing is shown.
      throw Object.assign(new Error(), { cancelled: true });
  }
}
