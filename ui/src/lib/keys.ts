// What keys mean, where that is not plain.

/**
 * Whether the key belongs to an input method that is composing a character: Enter then takes a
 * candidate, and is not for us. WebKit tells of the last key of a composition by its code alone.
 */
export const isComposing = (event: KeyboardEvent): boolean =>
  event.isComposing || event.keyCode === 229;

/** The Tab key, which WebKitGTK does not name while Shift is held. */
export const isTab = (event: KeyboardEvent): boolean => event.key === 'Tab' || event.code === 'Tab';

/** Whether somebody types text there, so that single keys and Ctrl+Z are the field's. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input:not([type=checkbox]):not([type=radio]), textarea'));
