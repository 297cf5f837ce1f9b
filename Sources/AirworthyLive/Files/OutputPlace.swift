import Glibc
public import Trust

/// Where an output goes that somebody named. What is no file is written to and never replaced: a rename over `/dev/stdout`
/// would leave the machine without one, and over a pipe its reader waiting for ever.
public struct OutputPlace: Sendable, Hashable {
    private enum Kind: Hashable {
        /// A file, or nothing yet: written whole and renamed into place.
        case file
        /// A pipe or a character device.
        case stream
        /// What one of our own standard descriptors leads to already.
        case descriptor(Int32)
    }

    /// As it was named.
    public let path: String
    /// Absolute and without links: two places with the same one are one place.
    public let real: String
    private let kind: Kind

    /// - Parameter path: absolute, or relative to the working directory.
    /// - Throws: `no-directory`, `output-unwritable`.
    public init(_ path: String) throws(InputError) {
        self.path = path
        let absolute = AbsolutePath.of(path)
        var status = stat()
        guard stat(absolute, &status) == 0 else {
            guard errno == ENOENT, lstat(absolute, &status) != 0 else {
                throw Self.unwritable(path, errno == ENOENT ? "it is a link that leads nowhere" : SystemError().text)
            }
            kind = .file
            real = try Self.real(ofAbsent: absolute, path)
            return
        }
        if let own = Self.descriptor(leadingTo: status) {
            kind = .descriptor(own)
            real = Self.name(of: own)
            return
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFIFO, S_IFCHR: kind = .stream
        case S_IFDIR: throw Self.unwritable(path, "it is a directory")
        default: throw Self.unwritable(path, "it is neither a file, nor a pipe, nor a terminal")
        }
        guard let real = AbsolutePath.resolved(absolute) else { throw Self.unwritable(path, SystemError().text) }
        self.real = real
    }

    /// The ``real`` of a place that is this process's standard output.
    public static let standardOutput = name(of: STDOUT_FILENO)

    private static func name(of descriptor: Int32) -> String { "/proc/self/fd/\(descriptor)" }

    /// Whether what is written here would take the place of `other`.
    public func replaces(_ other: String) -> Bool {
        kind == .file && AbsolutePath.resolved(AbsolutePath.of(other)) == real
    }

    /// Whether it would be a file somewhere below `directory`.
    public func isBelow(_ directory: String) -> Bool {
        let absolute = AbsolutePath.of(directory)
        return kind == .file && real.hasPrefix("\(AbsolutePath.resolved(absolute) ?? absolute)/")
    }

    /// Writes all of `bytes`.
    /// - Throws: `file-unwritable`.
    public func write(_ bytes: [UInt8]) async throws(Obstacle) {
        switch kind {
        case .file: try await AtomicFile.write(bytes, to: real)
        case .descriptor(let raw):
            try await stream(bytes) { () throws(FileFailure) in
                let copy = dup(raw)
                guard copy >= 0 else { throw .system(SystemError()) }
                return FileDescriptor(taking: copy)
            }
        case .stream:
            try await stream(bytes) { () throws(FileFailure) in
                // Without a reader a pipe's opening would wait for one, for ever.
                let file = try FileDescriptor(opening: real, O_WRONLY | O_NOCTTY | O_NONBLOCK)
                guard fcntl(file.raw, F_SETFL, O_WRONLY) == 0 else { throw .system(SystemError()) }
                return file
            }
        }
    }

    private func stream(
        _ bytes: [UInt8], into open: @escaping @Sendable () throws(FileFailure) -> FileDescriptor
    ) async throws(Obstacle) {
        do throws(FileFailure) {
            try await BlockingWork.run { (_) throws(FileFailure) in
                do throws(FileFailure) {
                    try open().write(bytes)
                } catch {
                    // Whoever read it has what it wanted.
                    if case .system(let system) = error, system.code == EPIPE { return }
                    throw error
                }
            }
        } catch {
            throw error.obstacle("file-unwritable", "write", path)
        }
    }

    private static func descriptor(leadingTo status: stat) -> Int32? {
        [STDOUT_FILENO, STDERR_FILENO].first { raw in
            var own = stat()
            return fstat(raw, &own) == 0 && own.st_dev == status.st_dev && own.st_ino == status.st_ino
        }
    }

    private static func real(ofAbsent absolute: String, _ path: String) throws(InputError) -> String {
        let parent = AbsolutePath.parent(of: absolute)
        var status = stat()
        guard stat(parent, &status) == 0, status.st_mode & S_IFMT == S_IFDIR, let real = AbsolutePath.resolved(parent)
        else {
            throw InputError(
                "no-directory", "`\(path)` cannot be written: there is no directory `\(parent)`", at: .path(path),
                remedy: "make the directory, or name another file")
        }
        return (real == "/" ? "" : real) + absolute.dropFirst(parent == "/" ? 0 : parent.utf8.count)
    }

    private static func unwritable(_ path: String, _ reason: String) -> InputError {
        InputError(
            "output-unwritable", "`\(path)` cannot be written: \(reason)", at: .path(path), remedy: "name another file")
    }
}
