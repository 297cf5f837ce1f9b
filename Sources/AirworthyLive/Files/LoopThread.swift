import CLinux
import Glibc

/// A thread of its own for a loop that waits for the system: no pool has room for one that never returns.
enum LoopThread {
    private final class Work: Sendable {
        let name: String
        let body: @Sendable () -> Void

        init(_ name: String, _ body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }

    /// - Parameter name: as the system's tools show it, 15 bytes at most.
    static func begin(named name: String, _ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { work in
                guard let work else { return nil }
                let own = Unmanaged<Work>.fromOpaque(work).takeRetainedValue()
                pthread_setname_np(pthread_self(), own.name)
                own.body()
                return nil
            }, Unmanaged.passRetained(Work(name, body)).toOpaque())
        precondition(status == 0, "the system has no thread for `\(name)`")
        pthread_detach(thread)
    }
}
