import CLinux
import Glibc

/// How this process takes memory from the system.
public enum Allocator {
    /// Takes it in large steps and gives little back, which suits a process that ends within a moment. By default the
    /// heaps of other threads than the first grow by a page or two at a time, and whatever is larger than 128 KiB is
    /// mapped, filled with zeros page by page and unmapped again: for a run over a thousand files, eight hundred calls and
    /// a thousand page faults.
    ///
    /// What is larger than half a mebibyte is given back: the statement of a large run, its base 64 and its envelope are a few
    /// buffers of many megabytes each, and kept, they were a quarter of the memory of ten thousand steps.
    ///
    /// One heap for each processor, where there would be eight: threads come and go, and what one leaves in a heap of its own
    /// the others cannot use.
    ///
    /// To be called before there is a second thread. What the system refuses stays as it is by default.
    public static func takeLargeSteps() {
        _ = mallopt(M_TOP_PAD, 1 << 20)
        _ = mallopt(M_MMAP_THRESHOLD, 512 << 10)
        _ = mallopt(M_TRIM_THRESHOLD, .max)
        _ = mallopt(M_ARENA_MAX, Int32(clamping: max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    }
}
