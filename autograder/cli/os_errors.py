"""Say in plain words what the operating system refused."""

import errno

_TOLD = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EROFS: "the file system is read-only",
    errno.EACCES: "permission denied",
    errno.EPERM: "not permitted",
    errno.EMFILE: "too many open files",
    errno.ENOMEM: "out of memory",
    errno.ENOTDIR: "it is not a folder",
    errno.ENAMETOOLONG: "the name is too long",
}


def in_words(error: OSError) -> str:
    """Return why, without where.

    Examples
    --------
    >>> in_words(OSError(errno.ENOSPC, "No space left on device", "x"))
    'the disk is full'
    """
    return _TOLD.get(error.errno or 0) or error.strerror or str(error)
