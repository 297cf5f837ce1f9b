import Airworthy
import CLinux
import Glibc
public import Trust

/// What was seen, kept by what it is: `<directory>/sha256/ab/ab34…`. Storing the same bytes twice stores them once, and
/// nothing is handed back that does not have the digest it is called by.
///
/// *Durability.* Items are written and renamed into place first, and put on the device together at the end of
/// ``store(_:)``. Only then does it return, and only then is the ledger entry that names them appended: an entry never
/// leads to evidence that a power cut took. Had the power gone before, torn items have no entry; being re-read and
/// compared, they are replaced when the same evidence is stored again.
public struct EvidenceStore: Sendable {
    private let directory: String

    /// - Parameter directory: made when first written to; absolute, or relative to the working directory.
    public init(directory: String) {
        self.directory = directory
    }

    /// Keeps all of `items`, and returns when every one of them would survive a power cut.
    ///
    /// - Returns: their digests, in order.
    /// - Throws: `evidence-unwritable`.
    @discardableResult
    public func store(_ items: [[UInt8]]) async throws(Obstacle) -> [Digest] {
        guard !items.isEmpty else { return [] }
        do throws(FileFailure) {
            try await BlockingWork.run { (_) throws(FileFailure) in try makeDirectories() }
            let digests = try await place(items)
            try await BlockingWork.run { (_) throws(FileFailure) in try synchronize(Set(digests)) }
            return digests
        } catch {
            throw error.obstacle("evidence-unwritable", "store evidence in", directory)
        }
    }

    /// In parts that threads share among them: a thousand items are as many files. No shelf is in two parts, for the system
    /// lets one thread at a time change a directory.
    private func place(_ items: [[UInt8]]) async throws(FileFailure) -> [Digest] {
        let digests = await concurrently(
            Array(items.indices).divided(among: Self.threads, atLeast: 32), atMost: Self.threads
        ) { part in
            part.map { Digest.of(items[$0]) }
        }.flatMap(\.self)
        // A thousand programs that say nothing say the same thing: once a digest is placed, it is there.
        var placed: Set<Digest> = []
        var shelves: [String: [(digest: Digest, item: [UInt8])]] = [:]
        for (digest, item) in zip(digests, items) where placed.insert(digest).inserted {
            shelves[shelf(of: digest), default: []].append((digest, item))
        }
        let all = shelves
        let results = await concurrently(
            all.keys.sorted().divided(among: Self.threads, atLeast: 32), atMost: Self.threads
        ) {
            (part) -> Result<Void, FileFailure> in
            do throws(FileFailure) {
                try await BlockingWork.run { (_) throws(FileFailure) in
                    for shelf in part { try Self.fill(shelf, with: all[shelf] ?? []) }
                }
                return .success(())
            } catch {
                return .failure(error)
            }
        }
        for result in results { try result.get() }
        return digests
    }

    private static let threads = 4

    /// - Returns: nil when nothing with that digest was stored.
    /// - Throws: `evidence-corrupt` when the bytes have another digest, `evidence-unreadable`, `file-too-large`.
    public func read(_ digest: Digest, limit: Int) async throws(Obstacle) -> [UInt8]? {
        let path = "\(shelf(of: digest))/\(digest.hex)"
        let bytes: [UInt8]?
        do throws(FileFailure) {
            bytes = try await BlockingWork.run { (_) throws(FileFailure) -> [UInt8]? in
                guard let file = try RegularFile.open(path, links: .refused) else { return nil }
                return try file.bytes(limit: limit)
            }
        } catch {
            throw error.obstacle("evidence-unreadable", "read", path)
        }
        guard let bytes, Digest.of(bytes, digest.algorithm) != digest else { return bytes }
        throw Obstacle(
            "evidence-corrupt", "what is stored as `\(digest.short)` has another digest", at: .path(path),
            remedy: "restore it from a copy, and find out who could write to it")
    }

    /// The items and every directory on the way to them. Also what had been there: it may be another process's, which
    /// has not come to this line yet.
    private func synchronize(_ digests: Set<Digest>) throws(FileFailure) {
        let root = try FileDescriptor(opening: directory, O_RDONLY | O_DIRECTORY)
        let items = digests.map { "\(shelf(of: $0))/\($0.hex)" }
        let shelves = Set(digests.map(shelf)).sorted()
        let directories = ["\(directory)/sha256", directory, "\(directory)/.."]
        try DeviceBarrier.await(items + shelves + directories, onFileSystemOf: root.raw)
    }

    private func shelf(of digest: Digest) -> String {
        "\(directory)/\(digest.algorithm.rawValue)/\(digest.hex.prefix(2))"
    }

    private static func fill(
        _ shelf: String, with items: [(digest: Digest, item: [UInt8])]
    ) throws(FileFailure) {
        try makeDirectory(shelf)
        let parent = try FileDescriptor(opening: shelf, O_RDONLY | O_DIRECTORY)
        for (digest, item) in items {
            // Being there is not enough: it may be the torn copy a power cut left.
            if let stored = try? RegularFile.open(digest.hex, in: parent.raw, links: .refused),
                (try? stored.bytes(limit: item.count)) == item
            {
                continue
            }
            try AtomicFile.place(
                item, as: digest.hex, in: parent.raw, mode: 0o444, existing: .replaced, synchronized: false)
        }
    }

    private func makeDirectories() throws(FileFailure) {
        var path = directory.hasPrefix("/") ? "/" : ""
        for component in "\(directory)/sha256".split(separator: "/") {
            path += component
            try Self.makeDirectory(path)
            path += "/"
        }
    }

    private static func makeDirectory(_ path: String) throws(FileFailure) {
        guard mkdir(path, 0o755) != 0 else { return }
        let error = SystemError()
        guard error.code == EEXIST else { throw .system(error) }
    }
}
