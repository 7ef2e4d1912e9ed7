// The same mark that the program's interface sets when its first view shows what the store holds.
requestAnimationFrame(() => performance.mark('usable'));
