"""What hostile code may try, one attempt an entry, with how it must end.

Each attempt runs as a cell of its own. ``REFUSED`` ones must end in a normal Python exception of one of the
named kinds; the others must end the process in one of the named ways.
"""

import platform
from dataclasses import dataclass

REFUSALS = frozenset(("PermissionError", "OSError", "RuntimeError", "ValueError", "URLError", "itimer_error"))
ON_X86 = platform.machine() == "x86_64"

PRELUDE = """
import ctypes, os, sys
_libc = ctypes.CDLL(None, use_errno=True)
def call(number, *arguments):
    result = _libc.syscall(number, *arguments)
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result
buffer = ctypes.create_string_buffer(512)
SECRET = @SECRET@
NEIGHBOUR = @NEIGHBOUR@
"""


PIPE_WITH_A_SIGNAL = """
import fcntl
reader, writer = os.pipe()
fcntl.fcntl(reader, 10, 9)  # F_SETSIG
fcntl.fcntl(reader, 8, os.getppid())  # F_SETOWN
fcntl.fcntl(reader, fcntl.F_SETFL, fcntl.fcntl(reader, fcntl.F_GETFL) | os.O_ASYNC)
os.write(writer, b"x")
"""


@dataclass(frozen=True)
class Attempt:
    """One escape.

    Attributes
    ----------
    source : str
        The cell.
    endings : frozenset of str
        The statuses that are right.
    enames : frozenset of str or None
        For ``raised``: the exceptions that are a refusal; None for any.
    """

    source: str
    endings: frozenset[str] = frozenset(("raised",))
    enames: frozenset[str] | None = REFUSALS


def _ends(source: str, *statuses: str) -> Attempt:
    return Attempt(source, frozenset(statuses), None)


FILES = {
    "read /etc/passwd": "open('/etc/passwd').read()",
    "read the answers": "open(SECRET).read()",
    "list /": "os.listdir('/')",
    "list /home": "os.listdir('/home')",
    "list /tmp": "os.listdir('/tmp')",
    "read through the root link": "open('/proc/self/root' + SECRET).read()",
    "read through the folder link": "open('/proc/self/cwd/../../../../../../..' + SECRET).read()",
    "read through the thread's root link": "open('/proc/thread-self/root' + SECRET).read()",
    "read through a file that is only named": "open(f'/proc/self/fd/{os.open(SECRET, os.O_PATH)}').read()",
    "a file without a name in /tmp": "os.open('/tmp', os.O_TMPFILE | os.O_RDWR)",
    "read init's command line": "open('/proc/1/cmdline').read()",
    "read the parent's environment": "open(f'/proc/{os.getppid()}/environ', 'rb').read()",
    "read the parent's memory": "open(f'/proc/{os.getppid()}/mem', 'rb').read(1)",
    "read the parent's maps": "open(f'/proc/{os.getppid()}/maps').read()",
    "list the parent's files": "os.listdir(f'/proc/{os.getppid()}/fd')",
    "read a neighbour's memory": "open(f'/proc/{NEIGHBOUR}/mem', 'rb').read(1)",
    "read a neighbour's maps": "open(f'/proc/{NEIGHBOUR}/maps').read()",
    "read a neighbour's environment": "open(f'/proc/{NEIGHBOUR}/environ', 'rb').read()",
    "list a neighbour's files": "os.listdir(f'/proc/{NEIGHBOUR}/fd')",
    "open a neighbour's reply line": "os.open(f'/proc/{NEIGHBOUR}/fd/4', os.O_WRONLY)",
    "enter a neighbour's folder": "os.chdir(f'/proc/{NEIGHBOUR}/cwd')",
    "a file without a name": "os.open('.', os.O_TMPFILE | os.O_RDWR)",
    "write own memory by file": "open('/proc/self/mem', 'r+b')",
    "write own oom score": "open('/proc/self/oom_score_adj', 'w').write('0')",
    "write to /tmp": "open('/tmp/escaped-1', 'w')",
    "write to /var/tmp": "open('/var/tmp/escaped-1', 'w')",
    "write to /dev/shm": "open('/dev/shm/escaped-1', 'w')",
    "write to the home folder": "open('/root/escaped-1', 'w')",
    "write into a package": "import numpy; open(os.path.dirname(numpy.__file__) + '/escaped.py', 'w')",
    "append to a package": "import numpy; open(numpy.__file__, 'a')",
    "append to the answers": "open(SECRET, 'a')",
    "chmod the answers": "os.chmod(SECRET, 0o777)",
    "chown the answers": "os.chown(SECRET, os.getuid(), -1)",
    "utime the answers": "os.utime(SECRET)",
    "truncate the answers": "os.truncate(SECRET, 0)",
    "truncate by opening to read": "os.open(SECRET, os.O_RDONLY | os.O_TRUNC)",
    "set an attribute of the answers": "os.setxattr(SECRET, 'user.x', b'1')",
    "hard link to the answers": "os.link(SECRET, 'here')",
    "symbolic link": "os.symlink(SECRET, 'here')",
    "rename the answers": "os.rename(SECRET, 'here')",
    "remove the answers": "os.remove(SECRET)",
    "make a folder": "os.mkdir('folder', 0)",
    "make a fifo": "os.mkfifo('fifo')",
    "one file too big": "open('big', 'wb').write(b'x' * (9 << 20))",
}

PROCESSES = {
    "fork": "os.fork()",
    "forkpty": "os.forkpty()",
    "subprocess": "import subprocess; subprocess.run(['/bin/sh', '-c', 'id'])",
    "os.system": "if os.system('id') != 0: raise PermissionError('refused')",
    "execve": "os.execv('/bin/sh', ['sh', '-c', 'id'])",
    "posix_spawn": "os.posix_spawn('/bin/sh', ['sh'], {})",
    "multiprocessing": "import multiprocessing as m; m.get_context('fork').Process(target=print).start()",
    "a thread": "import threading; threading.Thread(target=print).start()",
    "kill the parent": "os.kill(os.getppid(), 9)",
    "kill everything": "os.kill(-1, 9)",
    "kill the group": "os.kill(0, 9)",
    "killpg the parent": "os.killpg(os.getppid(), 9)",
    "signal the parent through a pipe": PIPE_WITH_A_SIGNAL,
    "own a pipe for the parent": "import fcntl; fcntl.fcntl(os.pipe()[0], 8, os.getppid())",
    "own a pipe for a thread": "import fcntl, struct; fcntl.fcntl(3, 15, struct.pack('ii', 1, os.getppid()))",
    "grow a pipe": "import fcntl; fcntl.fcntl(os.pipe()[0], 1031, 1 << 20)",
    "watch a folder": "import fcntl; fcntl.fcntl(os.open('.', 0), 1026, 0x80000002)",
    "lease a file": "import fcntl; fcntl.fcntl(os.open('leased', os.O_CREAT), 1024, 0)",
    "timer": "import signal; signal.setitimer(signal.ITIMER_REAL, 9)",
    "raise a limit": "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))",
    "lower its own niceness": "os.nice(-5)",
    "open a pidfd of the parent": "os.pidfd_open(os.getppid())",
    "memfd": "os.memfd_create('x')",
    "shared memory": (
        "from multiprocessing import shared_memory as s\n"
        "try:\n    s.SharedMemory(create=True, size=100)\n"
        "except ImportError as e:\n    raise PermissionError(str(e))"
    ),
}

NETWORK = {
    "inet stream": "import socket; socket.socket(socket.AF_INET, socket.SOCK_STREAM)",
    "inet datagram": "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
    "inet6": "import socket; socket.socket(socket.AF_INET6, socket.SOCK_STREAM)",
    "unix": "import socket; socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)",
    "netlink": "import socket; socket.socket(16, 3)",
    "raw packets": "import socket; socket.socket(17, 3)",
    "vsock": "import socket; socket.socket(40, socket.SOCK_STREAM)",
    "datagram pair": "import socket; socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)",
    "download": "import urllib.request as u; u.urlopen('http://127.0.0.1:1/', timeout=1)",
}

RAW_X86 = {
    "fork": "57",
    "vfork": "58",
    "clone": "56, 17, 0, 0, 0, 0",
    "clone with a user namespace": "56, 0x10000000 | 17, 0, 0, 0, 0",
    "clone3": "435, 0, 0",
    "execveat": "322, -100, b'/bin/sh', 0, 0, 0",
    "ptrace": "101, 16, os.getppid(), 0, 0",
    "process_vm_readv": "310, os.getppid(), buffer, 1, buffer, 1, 0",
    "process_vm_writev": "311, os.getppid(), buffer, 1, buffer, 1, 0",
    "ptrace a neighbour": "101, 16, NEIGHBOUR, 0, 0",
    "read a neighbour's memory": "310, NEIGHBOUR, buffer, 1, buffer, 1, 0",
    "kill a neighbour": "62, NEIGHBOUR, 9",
    "prlimit of a neighbour": "302, NEIGHBOUR, 7, 0, buffer",
    "pidfd_open": "434, os.getppid(), 0",
    "pidfd_getfd": "438, 3, 0, 0",
    "kcmp": "312, os.getpid(), os.getppid(), 0, 0, 0",
    "sigqueue": "129, os.getppid(), 9, buffer",
    "io_uring": "425, 8, buffer",
    "bpf": "321, 0, buffer, 64",
    "userfaultfd": "323, 0",
    "perf": "298, buffer, 0, -1, -1, 0",
    "keyctl": "250, 0, 0, 0",
    "unshare": "272, 0x10000000",
    "mount": "165, b'x', b'/', b'tmpfs', 0, 0",
    "a second filter": "317, 1, 0, buffer",
    "become dumpable": "157, 4, 1, 0, 0, 0",
    "setrlimit": "160, 7, buffer",
    "prlimit64 to write": "302, 0, 9, buffer, 0",
    "capset": "126, buffer, buffer",
    "shmget": "29, 0, 4096, 0o1600",
    "mq_open": "240, b'/q', 0o102, 0o600, 0",
    "inotify_add_watch": "254, 0, b'/', 2",
    "inotify_init1": "294, 0",
    "alarm": "37, 9",
    "timer_create": "222, 0, 0, buffer",
    "timerfd": "283, 1, 0",
    "signalfd": "289, -1, buffer, 8, 0",
    "tkill": "200, os.getppid(), 9",
    "sendmsg": "46, 0, buffer, 0",
    "vmsplice": "278, 4, buffer, 1, 0",
    "setpriority": "141, 0, 0, -20",
    "memfd_create": "319, b'm', 0",
    "setuid": "105, 0",
    "chroot": "161, b'/'",
    "mknod": "133, b'node', 0o10600, 0",
    "open_by_handle_at": "304, 0, buffer, 0",
    "name_to_handle_at": "303, -100, b'/', buffer, buffer, 0",
    "openat2": "437, -100, b'/etc/passwd', buffer, 24",
    "landlock again": "444, 0, 0, 0",
    "settimeofday": "164, buffer, 0",
    "reboot": "169, 0xfee1dead, 672274793, 0, 0",
    "syslog": "103, 3, buffer, 10",
    "acct": "163, b'x'",
    "quotactl": "179, 0, 0, 0, buffer",
    "init_module": "175, buffer, 1, b''",
    "personality": "135, 0x0040000",
    "fchmodat2": "452, -100, b'/etc/passwd', 0o777, 0",
}

LETHAL = {
    "3 GB of numbers": _ends("import numpy as np; x = np.ones(3 * 10**9 // 8)", "memory"),
    "3 GB shared map": _ends(
        "import mmap\ntry:\n    m = mmap.mmap(-1, 3 << 30)\nexcept OSError as e:\n    raise MemoryError",
        "memory",
    ),
    "list bomb": _ends("l = []\nwhile True: l.append(bytearray(10 << 20))", "memory", "cpu"),
    "endless loop": _ends("while True: pass", "cpu"),
    "endless loop, signal ignored": _ends(
        "import signal\nsignal.signal(signal.SIGXCPU, signal.SIG_IGN)\nwhile True: pass", "cpu"
    ),
    "endless loop that catches everything": _ends(
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass", "cpu"
    ),
    "flood by print": _ends("while True: print('x' * 10000)", "output"),
    "flood by file descriptor": _ends("while True: os.write(1, b'x' * 65536)", "output"),
    "many files": _ends(
        "import time\nfor i in range(100):\n    open(f'{i}', 'wb').write(b'x' * (8 << 20)); time.sleep(0.01)",
        "output",
    ),
    "many empty files": _ends(
        "import time\nfor i in range(5000): open(f'f{i}', 'wb').close()\ntime.sleep(1)", "output", "cpu"
    ),
    "reply of a giant length": _ends("os.write(4, b'\\xff\\xff\\xff\\x7f' * 2)", "protocol"),
    "reply before it was asked": _ends(
        "import msgspec, struct\n"
        "b = msgspec.msgpack.encode(['ok', b'12345678']); e = struct.pack('<II', 1, 0) + b'\\xc0'\n"
        "os.write(4, struct.pack('<II', len(b), 0) + b + e + e)",
        "protocol",
    ),
    "reply with a giant head": _ends(
        "import msgspec, struct\n"
        "b = msgspec.msgpack.encode(['ok', b'', '', '', 0, [['', '']] * 500_000])\n"
        "e = struct.pack('<II', 1, 0) + b'\\xc0'\nos.write(4, struct.pack('<II', len(b), 0) + b + e + e)",
        "protocol",
    ),
    "reply nested deeply": _ends(
        "import struct\nb = b'\\x91' * 100000 + b'\\xc0'; os.write(4, struct.pack('<II', len(b), 0) + b * 3)",
        "protocol",
    ),
    "reply of another request's nonce, then sleep": _ends(
        "import msgspec, struct, time\n"
        "b = msgspec.msgpack.encode(['ok', b'']); e = struct.pack('<II', 1, 0) + b'\\xc0'\n"
        "os.write(4, struct.pack('<II', len(b), 0) + b + e + e)\ntime.sleep(5)",
        "protocol",
    ),
    "request line closed": _ends("os.close(3)", "passed"),
    "reply line closed": _ends("os.close(4)\nimport time\nwhile True: time.sleep(1)", "protocol"),
    "os._exit": _ends("os._exit(0)", "exit"),
    "segmentation fault": _ends("ctypes.string_at(0)", "crash"),
    "abort": _ends("os.abort()", "crash"),
    "kill itself": _ends("os.kill(os.getpid(), 9)", "crash"),
    "stop itself": _ends("import signal\nos.kill(os.getpid(), signal.SIGSTOP)", "timeout"),
    "recursion without a limit": _ends(
        "sys.setrecursionlimit(10**9)\ndef f(n): return f(n + 1)\nf(0)", "crash", "cpu", "memory"
    ),
    "huge repr": _ends("class A:\n    def __repr__(self): return 'x' * 10**9\nA()", "passed", "memory"),
    "display without end": _ends("while True: display('x' * 20000)", "cpu", "memory"),
    "pictures without end": _ends(
        "import matplotlib.pyplot as plt\nwhile True: plt.plot([1]); plt.show()", "cpu", "memory"
    ),
    "huge figure": _ends(
        "import matplotlib.pyplot as plt\nplt.figure(figsize=(600, 600)).add_subplot(); plt.show()",
        "raised",
        "memory",
        "cpu",
    ),
    "busy in a library": _ends("import numpy as np\na = np.ones((3000, 3000))\nwhile True: a @ a", "cpu"),
    "sys.exit": _ends("sys.exit(0)", "raised"),
    "KeyboardInterrupt": _ends("raise KeyboardInterrupt", "raised"),
    "endless recursion": _ends("def f(n): return f(n + 1)\nf(0)", "raised"),
}

NOTHING_INHERITED = """
found = []
for descriptor in range(1024):
    try:
        os.fstat(descriptor)
        found.append(descriptor)
    except OSError:
        pass
if found == [0, 1, 2, 3, 4]:
    raise PermissionError('nothing was inherited')
"""

NO_SECRET_IN_MEMORY = """
import gc
needle = 'ANSWER_' + 'KEY_'
found = [v for v in gc.get_objects() if isinstance(v, (str, bytes)) and needle in str(v) and v is not needle]
named = [key for key, value in os.environ.items() if needle in value or needle in key]
arguments = [a for a in sys.argv if needle in a]
if not found and not named and not arguments:
    raise PermissionError('no secret in memory')
"""


def attempts() -> dict[str, Attempt]:
    """Return every attempt by name."""
    table: dict[str, Attempt] = {}
    for family, sources in (("files", FILES), ("processes", PROCESSES), ("network", NETWORK)):
        table |= {f"{family}: {name}": Attempt(source) for name, source in sources.items()}
    if ON_X86:
        table |= {f"raw: {name}": Attempt(f"call({arguments})") for name, arguments in RAW_X86.items()}
        table["raw: x32 numbering"] = _ends("call(0x40000000 + 39)", "crash")
    table |= {f"lethal: {name}": attempt for name, attempt in LETHAL.items()}
    table["inherited: descriptors"] = Attempt(NOTHING_INHERITED)
    table["inherited: secrets"] = Attempt(NO_SECRET_IN_MEMORY)
    return table
