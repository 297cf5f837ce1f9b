import Synchronization

/// Absolute paths of what a command read because it was named: manifest, checklist, keys, policy, what people signed.
final class NamedInputs: Sendable {
    private let paths = Mutex<Set<String>>([])

    func add(_ path: String) { paths.withLock { _ = $0.insert(path) } }

    var all: [String] { paths.withLock { $0.sorted() } }
}
