import Glibc
public import Trust

/// Directories of the project's state.
public enum Directory {
    /// Makes `path` and every directory above it that is missing.
    /// - Throws: `directory-unwritable`.
    public static func make(_ path: String) async throws(Obstacle) {
        do throws(FileFailure) {
            try await BlockingWork.run { (_) throws(FileFailure) in try makeAll(path) }
        } catch {
            throw error.obstacle("directory-unwritable", "make the directory", path)
        }
    }

    /// The same for whoever may block already.
    static func makeAll(_ path: String) throws(FileFailure) {
        var prefix = path.hasPrefix("/") ? "/" : ""
        for component in path.split(separator: "/") {
            prefix += (prefix.isEmpty || prefix == "/" ? "" : "/") + component
            if mkdir(prefix, 0o755) != 0, errno != EEXIST { throw FileFailure.system(SystemError()) }
        }
    }

    /// What is in it, sorted; nothing where it is not there.
    /// - Throws: `directory-unreadable`: what cannot be looked into is not empty.
    public static func names(in path: String) throws(Obstacle) -> [String] {
        do throws(FileFailure) {
            return try DirectoryListing.names(at: path, limit: .max - 1) ?? []
        } catch {
            throw error.obstacle("directory-unreadable", "look into", path)
        }
    }

    /// When what is there was last changed; nil where nothing is.
    /// - Throws: `directory-unreadable`.
    public static func change(of path: String) throws(Obstacle) -> Instant? {
        var status = stat()
        guard stat(path, &status) == 0 else {
            let error = SystemError()
            if error.meansAbsent { return nil }
            throw FileFailure.system(error).obstacle("directory-unreadable", "look at", path)
        }
        return Instant(seconds: Int64(status.st_mtim.tv_sec), nanoseconds: Int32(status.st_mtim.tv_nsec))
    }

    /// Removes a directory that has nothing in it; any other is left as it is.
    public static func removeEmpty(_ path: String) { rmdir(path) }

    /// Removes one file; a missing one is no error.
    /// - Throws: `file-unwritable`.
    public static func removeFile(_ path: String) async throws(Obstacle) {
        do throws(FileFailure) {
            try await BlockingWork.run { (_) throws(FileFailure) in
                if unlink(path) != 0, errno != ENOENT { throw FileFailure.system(SystemError()) }
            }
        } catch {
            throw error.obstacle("file-unwritable", "remove", path)
        }
    }
}
