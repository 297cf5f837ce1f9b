import Dispatch
import Glibc
import Subprocess
import Synchronization

/// Notices that a child has ended, and kills the rest of its group at that moment.
///
/// The moment matters: until the child is reaped, which ``LiveProcesses`` puts off until ``wait()`` has returned, its
/// number cannot be given to anyone else, so the signal can only reach what the child left behind.
final class ChildExit: Sendable {
    private let ended = Atomic(false)
    private let process: ProcessIdentifier

    init(_ process: ProcessIdentifier) {
        self.process = process
    }

    /// The child has ended and its group is gone: what is still in its pipes is all it ever said.
    var hasHappened: Bool { ended.load(ordering: .acquiring) }

    /// Returns when the child has ended by itself or been killed. Not cut short by cancellation: that only makes the
    /// end come sooner.
    func wait() async {
        await Self.readable(process.processDescriptor)
        kill(-process.value, SIGKILL)
        ended.store(true, ordering: .releasing)
    }

    /// A pidfd is readable once its process has ended (pidfd_open(2)).
    private static func readable(_ pidfd: Int32) async {
        // Ours to close when the source is through with it; Subprocess closes its own.
        let descriptor = fcntl(pidfd, F_DUPFD_CLOEXEC, 0)
        guard descriptor >= 0 else { return }
        await withCheckedContinuation { continuation in
            let source = DispatchSource.makeReadSource(fileDescriptor: descriptor)
            source.setCancelHandler {
                close(descriptor)
                continuation.resume()
            }
            source.setEventHandler { source.cancel() }
            source.resume()
        }
    }
}
