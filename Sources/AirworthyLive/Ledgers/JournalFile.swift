public import Airworthy
import Glibc
import Synchronization
public import Trust

/// A journal in a file, one record a line.
///
/// *Only one writer*: the file is locked while it is open. *Only grows*: opened with `O_APPEND`. *Outlives the
/// process* from ``flush()`` on, which hands the records so far to the page cache in one `write(2)` and waits for no
/// device. *Outlives a power cut* from ``synchronize()`` on, which puts every record so far on the device with one
/// `fdatasync(2)`, however many wait for it. A record that did not get there whole is cut off when the journal is opened
/// again; it was never acted upon.
public final class JournalFile: Journal {
    /// Longest journal that is read: some ten million records.
    private static let limit = 4 << 30
    /// Most bytes of records that wait for a ``flush()``.
    private static let most = 64 << 10

    private struct State {
        var chain: JournalChain
        /// Records that the system does not have yet.
        var waiting: [UInt8] = []
        /// Records that it has.
        var written: Int
        /// Set when a record could not be written: nothing may follow it.
        var failure: Obstacle?
    }

    public let path: String
    private let descriptor: FileDescriptor
    private let state: Mutex<State>
    /// Records on the device.
    private let synchronized: Mutex<Int>

    private init(path: String, _ descriptor: consuming FileDescriptor, _ chain: JournalChain) {
        self.path = path
        self.descriptor = descriptor
        state = Mutex(State(chain: chain, written: chain.count))
        synchronized = Mutex(0)
    }

    // As in ``EnvironmentLease``: closing alone would leave the lock with a program that is just being started.
    deinit {
        try? flush()
        flock(descriptor.raw, LOCK_UN)
    }

    /// Begins a journal where there is none. Its directory must exist.
    /// - Throws: `journal-unwritable`.
    public static func begin(at path: String) async throws(Obstacle) -> JournalFile {
        do throws(FileFailure) {
            return try await BlockingWork.run { (_) throws(FileFailure) in
                let descriptor = try FileDescriptor(
                    opening: path, O_RDWR | O_APPEND | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o644)
                guard flock(descriptor.raw, LOCK_EX | LOCK_NB) == 0 else { throw .system(SystemError()) }
                try FileDescriptor(opening: AbsolutePath.parent(of: AbsolutePath.of(path)), O_RDONLY | O_DIRECTORY)
                    .synchronize()
                return JournalFile(path: path, descriptor, JournalChain())
            }
        } catch {
            throw error.obstacle("journal-unwritable", "begin the journal", path)
        }
    }

    /// Opens a journal to add to it, cutting off a record that was never finished.
    ///
    /// - Returns: the journal, and what is in it.
    /// - Throws: `journal-missing`; `journal-busy` while the run is under way; `journal-broken`, `journal-unwritable`.
    public static func resume(at path: String) async throws(Obstacle) -> (journal: JournalFile, text: JournalText) {
        do {
            return try await BlockingWork.run { (_) in
                guard access(path, F_OK) == 0 else { throw missing(path) }
                let descriptor = try FileDescriptor(opening: path, O_RDWR | O_APPEND | O_NOFOLLOW)
                guard flock(descriptor.raw, LOCK_EX | LOCK_NB) == 0 else { throw busy(path, SystemError()) }
                let text = try read(path)
                if text.torn > 0 {
                    guard ftruncate(descriptor.raw, off_t(text.length)) == 0 else {
                        throw FileFailure.system(SystemError())
                    }
                    try descriptor.synchronize()
                }
                return (JournalFile(path: path, descriptor, text.chain), text)
            }
        } catch let obstacle as Obstacle {
            throw obstacle
        } catch let failure as FileFailure {
            throw failure.obstacle("journal-unwritable", "open the journal", path)
        } catch {
            throw Obstacle("journal-unwritable", "cannot open the journal `\(path)`: \(error)", at: .path(path))
        }
    }

    /// Reads and verifies a journal without changing it.
    /// - Throws: `journal-missing`, `journal-broken`, `journal-unreadable`.
    public static func verify(at path: String) async throws(Obstacle) -> JournalText {
        try await BlockingWork.run { (_) throws(Obstacle) in try read(path) }
    }

    private static func read(_ path: String) throws(Obstacle) -> JournalText {
        let bytes: [UInt8]?
        do throws(FileFailure) {
            bytes = try RegularFile.open(path, links: .refused)?.bytes(limit: limit)
        } catch {
            throw error.obstacle("journal-unreadable", "read the journal", path)
        }
        guard let bytes else { throw missing(path) }
        return try JournalText(bytes, at: .path(path))
    }

    public func append(_ event: JournalEvent) throws(Obstacle) {
        try change { state in
            state.waiting += state.chain.add(event)
            if state.waiting.count >= Self.most { flush(&state) }
        }
    }

    public func flush() throws(Obstacle) {
        try change { flush(&$0) }
    }

    public func synchronize() async throws(Obstacle) {
        try flush()
        do throws(FileFailure) {
            try await BlockingWork.run { [self] (_) throws(FileFailure) in
                let wanted = state.withLock { $0.written }
                let result: Result<Void, FileFailure> = synchronized.withLock { done in
                    // Whoever held the lock before may have taken these along.
                    guard done < wanted else { return .success(()) }
                    let written = state.withLock { $0.written }
                    guard fdatasync(descriptor.raw) == 0 else { return .failure(.system(SystemError())) }
                    done = written
                    return .success(())
                }
                try result.get()
            }
        } catch {
            let obstacle = error.obstacle("journal-unwritable", "synchronise the journal", path)
            // After a failed one, the next may succeed and yet have lost what this one was to keep.
            state.withLock { $0.failure = obstacle }
            throw obstacle
        }
        try change { _ in }
    }

    /// - Throws: what made the journal take no more, before this or just now.
    private func change(_ body: (inout State) -> Void) throws(Obstacle) {
        let failure = state.withLock { state in
            if state.failure == nil { body(&state) }
            return state.failure
        }
        if let failure { throw failure }
    }

    private func flush(_ state: inout State) {
        guard !state.waiting.isEmpty else { return }
        do throws(FileFailure) {
            try descriptor.write(state.waiting)
            state.waiting.removeAll(keepingCapacity: true)
            state.written = state.chain.count
        } catch {
            state.failure = error.obstacle("journal-unwritable", "add to the journal", path)
        }
    }

    private static func missing(_ path: String) -> Obstacle {
        Obstacle(
            "journal-missing", "there is no journal `\(path)`", at: .path(path),
            remedy: "name a run that is listed below `runs/`")
    }

    private static func busy(_ path: String, _ error: SystemError) -> Obstacle {
        error.code == EWOULDBLOCK
            ? Obstacle(
                "journal-busy", "the run of `\(path)` is under way in another process", at: .path(path),
                remedy: "wait for it to end, or end it")
            : FileFailure.system(error).obstacle("journal-unwritable", "lock the journal", path)
    }
}
