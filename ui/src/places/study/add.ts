// A new study, and the way to its page.
import * as commands from '../../lib/bindings/commands';
import { change } from '../../lib/app.svelte';
import { t } from '../../lib/messages';
import { go } from '../../lib/router.svelte';

export async function addStudy(activity: string | null): Promise<void> {
  const done = await change(commands.addStudy({ title: t('study.new'), activity }));
  if (done?.id) go(`/studies/${done.id}`);
}
