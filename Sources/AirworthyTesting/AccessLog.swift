import Synchronization

/// What was touched, in order. Shared by the doubles of one world.
final class AccessLog: Sendable {
    private let lines = Mutex<[String]>([])

    func record(_ line: String) {
        lines.withLock { $0.append(line) }
    }

    var entries: [String] { lines.withLock { $0 } }
}
