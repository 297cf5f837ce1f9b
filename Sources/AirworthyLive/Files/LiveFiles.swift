public import Airworthy
import Glibc
public import Trust

/// Files on this machine; relative paths are relative to the project's root.
///
/// Links in a path the user wrote are followed. Only regular files are read, see ``RegularFile``.
public struct LiveFiles: FileAccess {
    private let root: String

    /// - Parameter root: the project's directory; a relative one is relative to the working directory.
    public init(root: String) {
        self.root = root
    }

    public func read(_ path: String, limit: Int) async throws(Obstacle) -> [UInt8]? {
        let place = place(of: path)
        do throws(FileFailure) {
            return try await BlockingWork.run { (_) throws(FileFailure) -> [UInt8]? in
                guard let file = try RegularFile.open(place, links: .followed) else { return nil }
                return try file.bytes(limit: limit)
            }
        } catch {
            throw error.obstacle("file-unreadable", "read", path)
        }
    }

    public func measure(_ path: String, _ algorithm: DigestAlgorithm) async throws(Obstacle) -> Measurement? {
        let place = place(of: path)
        do throws(FileFailure) {
            return try await BlockingWork.run { (cancellation) throws(FileFailure) -> Measurement? in
                guard let file = try RegularFile.open(place, links: .followed) else { return nil }
                return try file.measurement(algorithm, unless: cancellation)
            }
        } catch {
            throw error.obstacle("file-unreadable", "read", path)
        }
    }

    public func kind(of path: String) async throws(Obstacle) -> FileKind? {
        let place = place(of: path)
        do throws(FileFailure) {
            return try await BlockingWork.run { (_) throws(FileFailure) in try Self.kind(at: place) }
        } catch {
            throw error.obstacle("file-unreadable", "look at", path)
        }
    }

    public func name(of path: String) -> String {
        guard path.hasPrefix("/") else { return path }
        let (place, top) = (AbsolutePath.of(path), AbsolutePath.of(root))
        if let name = Self.name(of: place, below: top) { return name }
        // Either may have been reached by a link.
        guard let place = AbsolutePath.resolved(place), let top = AbsolutePath.resolved(top) else { return path }
        return Self.name(of: place, below: top) ?? path
    }

    private static func name(of place: String, below top: String) -> String? {
        let start = top == "/" ? "/" : "\(top)/"
        return place.hasPrefix(start) && place.utf8.count > start.utf8.count
            ? String(place.dropFirst(start.count)) : nil
    }

    public func names(in directory: String, limit: Int) async throws(Obstacle) -> [String]? {
        let place = place(of: directory)
        let names: [String]?
        do throws(FileFailure) {
            names = try await BlockingWork.run { (_) throws(FileFailure) in
                try DirectoryListing.names(at: place, limit: limit)
            }
        } catch {
            throw error.obstacle("file-unreadable", "list", directory)
        }
        guard let names, names.count > limit else { return names }
        throw Obstacle(
            "file-too-many", "`\(directory)` holds more than \(limit) names", at: .path(directory),
            remedy: "check that it is the directory you meant")
    }

    /// Absolute paths as they are; `..` is allowed, because the user wrote it.
    private func place(of path: String) -> String {
        path.hasPrefix("/") || root.isEmpty ? path : "\(root)/\(path)"
    }

    private static func kind(at path: String) throws(FileFailure) -> FileKind? {
        guard !path.utf8.contains(0) else { throw .system(SystemError(code: EINVAL)) }
        var status = stat()
        guard lstat(path, &status) == 0 else {
            let error = SystemError()
            if error.meansAbsent { return nil }
            throw .system(error)
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file(executable: status.st_mode & 0o111 != 0)
        case S_IFDIR: return .directory
        case S_IFLNK: return .link(target: try target(of: path))
        default: return .other
        }
    }

    private static func target(of path: String) throws(FileFailure) -> String {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(path, &buffer, buffer.count)
        guard count >= 0 else { throw .system(SystemError()) }
        return String(decoding: buffer[..<count].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
