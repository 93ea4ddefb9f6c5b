"""Sets what the kernel keeps for all: core patterns, out-of-memory scores, its own memory map, crash dumps."""
# %%
import os, resource, signal
for place in ("/proc/sys/kernel/core_pattern", "/proc/self/oom_score_adj", "/proc/self/coredump_filter", "/proc/self/comm",
              "/proc/self/timerslack_ns", "/proc/self/clear_refs", "/proc/self/setgroups", "/proc/self/uid_map",
              "/proc/sysrq-trigger", "/sys/kernel/mm/ksm/run", "/sys/fs/cgroup/cgroup.procs", "/sys/fs/cgroup/memory.max",
              f"/proc/{os.getppid()}/oom_score_adj", "/proc/sys/vm/drop_caches"):
    try:
        open(place, "w").write("1000")
        print("GRANTED", place)
    except OSError as error:
        print(place, error.strerror)
for limit in (resource.RLIMIT_CORE, resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_CPU, resource.RLIMIT_NOFILE):
    try:
        resource.setrlimit(limit, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        print("GRANTED")
    except (OSError, ValueError) as error:
        print(error)
os.kill(os.getpid(), signal.SIGQUIT)
