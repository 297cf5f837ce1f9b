import Airworthy
import Glibc
public import Trust

/// Writes a file so that a reader, or the next start after a crash or a power cut, sees the old content or the new one
/// and never a part of either: a temporary file in the same directory, `fsync`, `rename`, `fsync` of the directory.
public enum AtomicFile {
    /// What to do when something already has the name.
    public enum Existing: Sendable {
        /// Take its place. A symbolic link is itself replaced; what it led to is left alone.
        case replaced
        /// Leave it as it is and refuse.
        case kept
    }

    /// - Parameters:
    ///   - path: absolute, or relative to the working directory. Its directory must exist.
    ///   - mode: permissions of the new file, as the umask leaves them. Secrets: `0o600`.
    /// - Throws: `file-exists`, `file-unwritable`.
    public static func write(
        _ bytes: [UInt8], to path: String, mode: UInt32 = 0o644, existing: Existing = .replaced
    ) async throws(Obstacle) {
        do throws(FileFailure) {
            try await BlockingWork.run { (_) throws(FileFailure) in
                let (directory, name) = split(path)
                let parent = try FileDescriptor(opening: directory, O_RDONLY | O_DIRECTORY)
                try place(bytes, as: name, in: parent.raw, mode: mode, existing: existing, synchronized: true)
                try parent.synchronize()
            }
        } catch {
            if case .system(let system) = error, system.code == EEXIST, existing == .kept {
                throw Obstacle(
                    "file-exists", "`\(path)` is already there", at: .path(path),
                    remedy: "move it away or choose another name")
            }
            throw error.obstacle("file-unwritable", "write", path)
        }
    }

    /// Writes many files of one directory: all of them are on the device before the first gets its name. A crash leaves
    /// any number of them new and the others as they were.
    ///
    /// - Parameters:
    ///   - files: contents are made a few at a time, each given up before the next.
    ///   - directory: absolute, or relative to the working directory. Must exist.
    ///   - ready: what has to be over before the first gets its name; the files are made meanwhile.
    /// - Throws: `file-unwritable`, and what `ready` throws; then nothing is left of the files.
    public static func write(
        _ files: [(name: String, content: @Sendable () -> [UInt8])], in directory: String,
        once ready: @Sendable () async throws(Obstacle) -> Void = {}
    ) async throws(Obstacle) {
        let made = await concurrently(files.divided(among: threads, atLeast: 16), atMost: threads) { part in
            await draft(part, in: directory)
        }
        let drafts = made.flatMap(\.drafts)
        do throws(Obstacle) {
            if let failure = made.lazy.compactMap(\.failure).first {
                throw failure.obstacle("file-unwritable", "write into", directory)
            }
            try await ready()
        } catch {
            drop(drafts, from: directory)
            throw error
        }
        do throws(FileFailure) {
            try await BlockingWork.run { (_) throws(FileFailure) in try settle(drafts, in: directory) }
        } catch {
            throw error.obstacle("file-unwritable", "write into", directory)
        }
    }

    private static let threads = 4

    /// - Returns: what was made, also where a failure ended it.
    private static func draft(
        _ files: [(name: String, content: @Sendable () -> [UInt8])], in directory: String
    ) async -> (drafts: [DraftFile], failure: FileFailure?) {
        await BlockingWork.run { _ in
            var drafts: [DraftFile] = []
            do throws(FileFailure) {
                let parent = try FileDescriptor(opening: directory, O_RDONLY | O_DIRECTORY)
                for (name, content) in files {
                    drafts.append(try DraftFile(content(), as: name, in: parent.raw, mode: 0o644, synchronized: false))
                }
                return (drafts, nil)
            } catch {
                return (drafts, error)
            }
        }
    }

    private static func settle(_ drafts: [DraftFile], in directory: String) throws(FileFailure) {
        let parent = try FileDescriptor(opening: directory, O_RDONLY | O_DIRECTORY)
        var drafts = drafts
        do throws(FileFailure) {
            try DeviceBarrier.await(drafts.map(\.temporary), in: parent.raw, onFileSystemOf: parent.raw)
            while let draft = drafts.popLast() { try draft.settle(in: parent.raw, existing: .replaced) }
            try parent.synchronize()
        } catch {
            for draft in drafts { draft.drop(from: parent.raw) }
            throw error
        }
    }

    private static func drop(_ drafts: [DraftFile], from directory: String) {
        guard !drafts.isEmpty, let parent = try? FileDescriptor(opening: directory, O_RDONLY | O_DIRECTORY) else {
            return
        }
        for draft in drafts { draft.drop(from: parent.raw) }
    }

    /// The file's own part of the work, without making its name durable.
    ///
    /// - Parameter synchronized: whether the content must be on the device before the name leads to it.
    static func place(
        _ bytes: [UInt8], as name: String, in parent: Int32, mode: UInt32, existing: Existing, synchronized: Bool
    ) throws(FileFailure) {
        let draft = try DraftFile(bytes, as: name, in: parent, mode: mode, synchronized: synchronized)
        try draft.settle(in: parent, existing: existing)
    }

    private static func split(_ path: String) -> (directory: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        let directory = slash == path.startIndex ? "/" : String(path[..<slash])
        return (directory, String(path[path.index(after: slash)...]))
    }
}
