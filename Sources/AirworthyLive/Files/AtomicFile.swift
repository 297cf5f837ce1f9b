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

    /// The file's own part of the work, without making its name durable.
    ///
    /// - Parameter synchronized: whether the content must be on the device before the name leads to it.
    static func place(
        _ bytes: [UInt8], as name: String, in parent: Int32, mode: UInt32, existing: Existing, synchronized: Bool
    ) throws(FileFailure) {
        let temporary = ".\(name.prefix(64)).\(String(UInt64.random(in: 0...(.max)), radix: 36)).tmp"
        let file = try FileDescriptor(
            opening: temporary, in: parent, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode_t(mode))
        do throws(FileFailure) {
            try file.write(bytes)
            if synchronized { try file.synchronize() }
            switch existing {
            case .replaced:
                guard renameat(parent, temporary, parent, name) == 0 else { throw .system(SystemError()) }
            case .kept:
                // link(2) is the one call that refuses a taken name without a moment in between.
                guard linkat(parent, temporary, parent, name, 0) == 0 else { throw .system(SystemError()) }
                unlinkat(parent, temporary, 0)
            }
        } catch {
            unlinkat(parent, temporary, 0)
            throw error
        }
    }

    private static func split(_ path: String) -> (directory: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        let directory = slash == path.startIndex ? "/" : String(path[..<slash])
        return (directory, String(path[path.index(after: slash)...]))
    }
}
