import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('../src/lib/app.svelte', () => ({ app: {}, ask: vi.fn(), settled: vi.fn(), start: vi.fn() }));
vi.mock('../src/lib/longWork.svelte', () => ({ isBusy: () => busy }));
vi.mock('../src/lib/router.svelte', () => ({ go: vi.fn() }));
vi.mock('../src/lib/focus', () => ({ leaveField: vi.fn() }));
vi.mock('../src/lib/bindings/commands', () => ({}));

// The window, as far as it is touched.
const page = new EventTarget();
vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));

let busy = false;
const { whenLeft } = await import('../src/lib/lock.svelte');

describe('a window that was left', () => {
  beforeEach(() => {
    busy = false;
    vi.useFakeTimers();
  });
  afterEach(() => vi.useRealTimers());

  function left(minutes: number | null): { lock: ReturnType<typeof vi.fn>; stop: () => void } {
    const lock = vi.fn();
    return { lock, stop: whenLeft(() => minutes, lock) };
  }

  it('locks after so many minutes without a touch, and each touch begins them anew', () => {
    const { lock, stop } = left(10);
    vi.advanceTimersByTime(9 * 60_000);
    page.dispatchEvent(new Event('keydown'));
    vi.advanceTimersByTime(9 * 60_000);
    expect(lock).not.toHaveBeenCalled();
    vi.advanceTimersByTime(2 * 60_000);
    expect(lock).toHaveBeenCalledTimes(1);
    stop();
  });

  it('never locks where somebody chose so, or there is no passphrase', () => {
    const never = [left(0), left(null)];
    vi.advanceTimersByTime(24 * 60 * 60_000);
    for (const { lock, stop } of never) {
      expect(lock).not.toHaveBeenCalled();
      stop();
    }
  });

  it('waits for long work, and locks when a computer that slept wakes up', () => {
    const { lock, stop } = left(10);
    busy = true;
    vi.advanceTimersByTime(60 * 60_000);
    expect(lock).not.toHaveBeenCalled();
    busy = false;
    vi.advanceTimersByTime(5_000);
    expect(lock).toHaveBeenCalledTimes(1);
    vi.setSystemTime(Date.now() + 8 * 60 * 60_000);
    vi.advanceTimersByTime(5_000);
    expect(lock).toHaveBeenCalledTimes(2);
    stop();
  });
});
