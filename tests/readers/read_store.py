"""Opens a store with its passphrase, with nothing of ours: SQLCipher as Python has it. Prints the events' titles."""

import sys

from sqlcipher3 import dbapi2

path, passphrase = sys.argv[1:]
store = dbapi2.connect(path)
store.execute("PRAGMA key = '" + passphrase.replace("'", "''") + "'")
for (title,) in store.execute("SELECT title FROM event ORDER BY title"):
    print(title)
