"""Why something that a window asked was not done."""


class NotDoneError(Exception):
    """It was not done; the message says why, in one or two sentences in the user's language."""


class SealedError(NotDoneError):
    """The meeting is encrypted: it takes a passphrase."""


class UncheckedError(NotDoneError):
    """Something in the document looks like a person, and nobody decided about it yet."""
