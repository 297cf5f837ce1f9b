import CLinux

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
    /// To be called before there is a second thread. What the system refuses stays as it is by default.
    public static func takeLargeSteps() {
        _ = mallopt(M_TOP_PAD, 1 << 20)
        _ = mallopt(M_MMAP_THRESHOLD, 512 << 10)
        _ = mallopt(M_TRIM_THRESHOLD, .max)
    }
}
