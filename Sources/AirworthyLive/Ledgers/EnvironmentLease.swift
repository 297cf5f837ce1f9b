public import Airworthy
import Glibc
import Synchronization
public import Trust

/// The lease of one environment, for the processes of one machine that share a state directory.
///
/// Two files: `<environment>.lock` is locked (`flock(2)`) while the lease is held, and never replaced; the system gives
/// it back when the holder ends, however it ends. `<environment>.json` says who holds it and under which token, and is
/// replaced as a whole. Each grant adds one to the token, and the new token is on the device before the lease counts as
/// held. Nothing here ever asks a clock: a lease does not run out, it is given back.
public final class EnvironmentLease: Lease {
    private let path: String
    private let name: String
    private let environment: String
    private let holder: LeaseHolder
    private let patience: Duration
    private let held = Mutex<Held?>(nil)
    private let onGrant: @Sendable (FencingToken) throws(Obstacle) -> Void

    /// How often a lease somebody else holds is asked for.
    private static let pause: Duration = .milliseconds(100)

    private final class Held: Sendable {
        let lock: FileDescriptor
        let token: FencingToken

        init(_ lock: consuming FileDescriptor, _ token: FencingToken) {
            self.lock = lock
            self.token = token
        }

        // Given back by name: a program that is just being started has a copy of the descriptor until it is executed, and
        // closing ours alone would leave the lock with it that long.
        deinit { flock(lock.raw, LOCK_UN) }
    }

    /// - Parameters:
    ///   - directory: where leases are kept; must exist.
    ///   - patience: how long to wait for another holder; zero to be refused at once.
    ///   - onGrant: called once, when the lease is granted and before anything is done under it.
    public init(
        directory: String, environment: String, holder: LeaseHolder, patience: Duration = .zero,
        onGrant: @escaping @Sendable (FencingToken) throws(Obstacle) -> Void = { (_) throws(Obstacle) in }
    ) {
        path = directory
        name = Self.fileName(for: environment)
        self.environment = environment
        self.holder = holder
        self.patience = patience
        self.onGrant = onGrant
    }

    public func hold() async throws(Obstacle) -> FencingToken {
        var waited: Duration = .zero
        while true {
            if let token = try await attempt() { return token }
            guard waited < patience, !Task.isCancelled else { throw await refusal(after: waited) }
            try? await Task.sleep(for: Self.pause)
            waited += Self.pause
        }
    }

    public func check(_ token: FencingToken) async throws(Obstacle) {
        let (current, isSameLock) = try await BlockingWork.run { [self] (_) throws(Obstacle) in
            (try record(), held.withLock { $0.map { Self.isNamed(lockPath, $0.lock.raw) } ?? false })
        }
        guard isSameLock, current?.token == token else {
            throw Obstacle(
                "stale-fencing-token", "`\(environment)` has been leased to another run since", at: .path(recordPath),
                remedy: "find out who removed the lock of a run that was under way; then resume",
                notes: ["expected token \(token)", "found token \(current.map { "\($0.token)" } ?? "none")"])
        }
    }

    /// - Returns: nil while somebody else holds it.
    private func attempt() async throws(Obstacle) -> FencingToken? {
        try await BlockingWork.run { [self] (_) throws(Obstacle) -> FencingToken? in try takeOnce() }
    }

    private func takeOnce() throws(Obstacle) -> FencingToken? {
        let result = held.withLock { held -> Result<FencingToken?, Obstacle> in
            if let held { return .success(held.token) }
            do throws(Obstacle) {
                guard let taken = try take() else { return .success(nil) }
                try onGrant(taken.token)
                held = taken
                return .success(taken.token)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func take() throws(Obstacle) -> Held? {
        let earlier = try record()
        do throws(FileFailure) {
            let lock = try FileDescriptor(opening: lockPath, O_RDWR | O_CREAT | O_NOFOLLOW, mode: 0o644)
            guard flock(lock.raw, LOCK_EX | LOCK_NB) == 0 else {
                let error = SystemError()
                guard error.code == EWOULDBLOCK else { throw .system(error) }
                return nil
            }
            // Somebody may have removed the file between its opening and its locking: another lock now. And whoever
            // held it a moment ago has written a newer record.
            guard Self.isNamed(lockPath, lock.raw) else { return nil }
            let mark = try Self.mark(lock.raw)
            let latest = max(earlier?.token.number ?? 0, mark)
            let (next, overflows) = latest.addingReportingOverflow(1)
            guard !overflows else { throw .system(SystemError(code: EOVERFLOW)) }
            let token = FencingToken(next)
            let parent = try FileDescriptor(opening: path, O_RDONLY | O_DIRECTORY)
            try Self.write(mark: token.number, lock.raw)
            try AtomicFile.place(
                LeaseRecord(token: token, holder: holder).bytes, as: "\(name).json", in: parent.raw, mode: 0o644,
                existing: .replaced, synchronized: true)
            try parent.synchronize()
            return Held(lock, token)
        } catch {
            throw error.obstacle("lease-unwritable", "take the lease", recordPath)
        }
    }

    private func refusal(after waited: Duration) async -> Obstacle {
        let latest = await BlockingWork.run { [self] (_) -> LeaseRecord? in try? record() }
        let other = latest?.holder.description ?? "another run"
        return Obstacle(
            "lease-held", "`\(environment)` is being changed by \(other)",
            at: .path(recordPath), remedy: "wait for it with `--wait 10m`, or resume when it has ended",
            notes: waited > .zero ? ["waited \(waited.text)"] : [])
    }

    private var lockPath: String { "\(path)/\(name).lock" }
    private var recordPath: String { "\(path)/\(name).json" }

    private func record() throws(Obstacle) -> LeaseRecord? {
        let bytes: [UInt8]?
        do throws(FileFailure) {
            bytes = try RegularFile.open(recordPath, links: .refused)?.bytes(limit: 64 << 10)
        } catch {
            throw error.obstacle("lease-broken", "read the lease", recordPath)
        }
        guard let bytes else { return nil }
        return try LeaseRecord(bytes, at: recordPath)
    }

    /// Names that a file may have stand for themselves; others by their digest.
    private static func fileName(for environment: String) -> String {
        let isPlain =
            !environment.isEmpty && environment.utf8.count <= 80
            && environment.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
        return isPlain ? environment : "environment-\(Digest.of(Array(environment.utf8)).hex.prefix(32))"
    }

    private static func isNamed(_ path: String, _ descriptor: Int32) -> Bool {
        var named = stat()
        var opened = stat()
        return lstat(path, &named) == 0 && fstat(descriptor, &opened) == 0 && named.st_ino == opened.st_ino
            && named.st_dev == opened.st_dev
    }

    private static let markLength = 20

    /// The latest token is in the lock file too, so that removing the record does not begin the count again.
    private static func mark(_ lock: Int32) throws(FileFailure) -> Int {
        var buffer = [UInt8](repeating: 0, count: markLength)
        let count = buffer.withUnsafeMutableBytes { pread(lock, $0.baseAddress, $0.count, 0) }
        guard count >= 0 else { throw .system(SystemError()) }
        return Int(String(decoding: buffer[..<count], as: UTF8.self)) ?? 0
    }

    private static func write(mark: Int, _ lock: Int32) throws(FileFailure) {
        let digits = String(mark)
        let text = Array((String(repeating: "0", count: markLength - digits.count) + digits).utf8)
        guard text.withUnsafeBytes({ pwrite(lock, $0.baseAddress, $0.count, 0) }) == markLength, fsync(lock) == 0 else {
            throw .system(SystemError())
        }
    }
}
