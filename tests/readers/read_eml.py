"""Reads letters with Python's own `email` package and prints what it finds as JSON, a list.

    python3 read_eml.py FILE.eml ...

It knows nothing of Symposia: what it prints is what another program makes of each file. `defects`
holds what the package complained about, of the message and of every part.
"""

import email
import email.header
import email.policy
import email.utils
import json
import sys


def people(message, plain, name):
    """The mailboxes in an address field.

    The newer parser tells where each begins and ends. Their names are taken from the older one:
    the newer puts a space between the encoded words of a name (python/cpython#128110), which RFC
    2047, section 6.2, says are one.
    """
    if message[name] is None:
        return []
    emails = [one.addr_spec for one in message[name].addresses]
    named = email.utils.getaddresses([plain[name]])
    if [address for _, address in named] != emails:
        raise SystemExit(f"{name}: {named} and {emails}")
    names = [str(email.header.make_header(email.header.decode_header(one))) for one, _ in named]
    return [{"name": one, "email": address} for one, address in zip(names, emails)]


def part(found):
    """A part without parts: what it is, what it is called, what is in it."""
    content = found.get_payload(decode=True)
    charset = found.get_content_charset()
    return {
        "type": found.get_content_type(),
        "params": {
            name: found.get_param(name)
            for name in ("charset", "method", "component")
            if found.get_param(name) is not None
        },
        "disposition": found.get_content_disposition(),
        "name": found.get_filename(),
        "text": content.decode(charset) if charset else None,
        "bytes": list(content),
    }


def shape(message):
    """Media types with the parts of what has parts."""
    kind = message.get_content_type()
    if not message.is_multipart():
        return kind
    return kind + "(" + " ".join(shape(one) for one in message.iter_parts()) + ")"


def read(path):
    with open(path, "rb") as file:
        written = file.read()
    message = email.message_from_bytes(written, policy=email.policy.default)
    plain = email.message_from_bytes(written, policy=email.policy.compat32)
    walked = list(message.walk())
    defects = [defect for one in walked for defect in one.defects]
    for name in ("From", "Sender", "To", "Reply-To", "Subject", "Date", "Message-ID"):
        defects += message[name].defects if message[name] is not None else []
    return {
        "fields": message.keys(),
        "subject": message["Subject"],
        "date": message["Date"].datetime.isoformat(),
        "message_id": message["Message-ID"],
        "unsent": message["X-Unsent"],
        "from": people(message, plain, "From"),
        "sender": people(message, plain, "Sender"),
        "to": people(message, plain, "To"),
        "reply_to": people(message, plain, "Reply-To"),
        "shape": shape(message),
        "parts": [part(one) for one in walked if not one.is_multipart()],
        "defects": [repr(defect) for defect in defects],
    }


json.dump([read(path) for path in sys.argv[1:]], sys.stdout)
