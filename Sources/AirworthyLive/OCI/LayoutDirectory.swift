import Airworthy
import Glibc
import Trust

/// An open OCI image layout (image-spec `image-layout.md`, version 1.0.0). Nothing in it may be a symbolic link: a layout
/// is somebody else's data, and a link leads out of it.
struct LayoutDirectory: ~Copyable {
    private let descriptor: FileDescriptor
    private let path: String

    /// - Returns: nil when there is no directory for that repository.
    /// - Throws: `layout-missing` when the root itself is not there, `layout-invalid`, `layout-escape`,
    ///   `layout-unreadable`.
    static func open(root: String, repository: String) throws(Obstacle) -> LayoutDirectory? {
        let components = repository.split(separator: "/", omittingEmptySubsequences: false)
        // A parsed reference cannot contain these; one put together in code can.
        guard components.allSatisfy({ !["", ".", ".."].contains($0) && !$0.utf8.contains(0) }) else {
            throw Obstacle(
                "layout-escape", "the repository path `\(repository)` leads out of the layout", at: .path(root))
        }
        let path = "\(root)/\(repository)"
        guard let descriptor = try open(components, below: root, path) else { return nil }
        let layout = LayoutDirectory(descriptor: descriptor, path: path)
        try layout.checkVersion()
        return layout
    }

    /// The root may be a link, for whoever set it up wrote it; below it none is followed.
    private static func open(
        _ components: [Substring], below root: String, _ path: String
    ) throws(Obstacle) -> FileDescriptor? {
        do throws(FileFailure) {
            var directory = try FileDescriptor(opening: root, O_RDONLY | O_DIRECTORY)
            for component in components {
                guard let next = try Self.directory(String(component), in: directory.raw) else { return nil }
                directory = next
            }
            return directory
        } catch {
            switch error {
            case .notRegular(let noun):
                throw Obstacle(
                    noun == stat.linkNoun ? "layout-escape" : "layout-invalid",
                    "there is \(noun) on the way to `\(path)`, where directories must be", at: .path(path),
                    remedy: "put the layout itself there")
            case .system(let system) where system.code == ENOENT:
                throw Obstacle(
                    "layout-missing", "there is no layout directory `\(root)`", at: .path(root),
                    remedy: "check `layout` in the registry's settings")
            case .system(let system) where system.code == ENOTDIR:
                throw error.obstacle("layout-invalid", "open", path)
            default: throw error.obstacle("layout-unreadable", "open", path)
            }
        }
    }

    private borrowing func checkVersion() throws(Obstacle) {
        guard let bytes = try bytes(at: ["oci-layout"], limit: 4 << 10, tooLarge: "layout-invalid") else {
            throw Obstacle(
                "layout-invalid", "`\(path)` has no `oci-layout` file, so it is not an image layout", at: .path(path))
        }
        let version: String?
        do throws(Diagnostic) {
            version = try JSONDocument(bytes, name: "\(path)/oci-layout").root["imageLayoutVersion"]?.string
        } catch {
            throw Self.invalid(error, path)
        }
        guard version == "1.0.0" else {
            throw Obstacle(
                "layout-invalid",
                "`\(path)` has layout version `\(version ?? "none")`, and only `1.0.0` is known", at: .path(path))
        }
    }

    /// The top-level index.
    borrowing func index() throws(Obstacle) -> IndexListing {
        let name = "\(path)/index.json"
        guard let bytes = try bytes(at: ["index.json"], limit: 4 << 20, tooLarge: "layout-invalid") else {
            throw Obstacle("layout-invalid", "`\(path)` has no `index.json`", at: .path(path))
        }
        do throws(Diagnostic) {
            return try IndexListing(bytes, name: name)
        } catch {
            throw Self.invalid(error, path)
        }
    }

    /// - Parameter tooLarge: the code for a blob past the limit.
    /// - Returns: nil when there is no such blob.
    borrowing func blob(_ digest: Digest, limit: Int, tooLarge: String) throws(Obstacle) -> [UInt8]? {
        try bytes(at: ["blobs", digest.algorithm.rawValue, digest.hex], limit: limit, tooLarge: tooLarge)
    }

    borrowing func measure(
        _ digest: Digest, limit: Int64, unless cancellation: BlockingWork.Cancellation
    ) throws(Obstacle) -> Measurement? {
        let components = ["blobs", digest.algorithm.rawValue, digest.hex]
        do throws(FileFailure) {
            guard let file = try file(at: components) else { return nil }
            return try file.measurement(digest.algorithm, limit: limit, unless: cancellation)
        } catch {
            throw obstacle(error, components, tooLarge: "blob-too-large")
        }
    }

    /// Hands a blob over in pieces, until its end or until `sink` has had enough; false when there is none.
    borrowing func pour(
        _ digest: Digest, into sink: any BodySink, unless cancellation: BlockingWork.Cancellation
    ) throws(Obstacle) -> Bool {
        let components = ["blobs", digest.algorithm.rawValue, digest.hex]
        do throws(FileFailure) {
            guard let file = try file(at: components) else { return false }
            try file.forEachPiece { (piece) throws(FileFailure) in
                guard !cancellation.isCancelled else { throw .cancelled }
                return sink.receive(piece)
            }
            return true
        } catch {
            throw obstacle(error, components, tooLarge: "blob-too-large")
        }
    }

    /// A blob as an open file; nil when there is none.
    borrowing func open(_ digest: Digest) throws(Obstacle) -> BlobFile? {
        let components = ["blobs", digest.algorithm.rawValue, digest.hex]
        do throws(FileFailure) {
            guard let file = try file(at: components) else { return nil }
            return BlobFile(file.release())
        } catch {
            throw obstacle(error, components, tooLarge: "blob-too-large")
        }
    }

    private borrowing func bytes(
        at components: [String], limit: Int, tooLarge: String
    ) throws(Obstacle) -> [UInt8]? {
        do throws(FileFailure) {
            guard let file = try file(at: components) else { return nil }
            return try file.bytes(limit: limit)
        } catch {
            throw obstacle(error, components, tooLarge: tooLarge)
        }
    }

    private borrowing func file(at components: [String]) throws(FileFailure) -> RegularFile? {
        var directory: FileDescriptor? = nil
        for component in components.dropLast() {
            guard let next = try Self.directory(component, in: directory?.raw ?? descriptor.raw) else { return nil }
            directory = consume next
        }
        return try RegularFile.open(components.last ?? "", in: directory?.raw ?? descriptor.raw, links: .refused)
    }

    private static func directory(_ name: String, in parent: Int32) throws(FileFailure) -> FileDescriptor? {
        var status = stat()
        guard fstatat(parent, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            let error = SystemError()
            if error.meansAbsent { return nil }
            throw .system(error)
        }
        guard status.st_mode & S_IFMT == S_IFDIR else { throw .notRegular(status.noun) }
        return try FileDescriptor(opening: name, in: parent, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
    }

    private borrowing func obstacle(_ failure: FileFailure, _ components: [String], tooLarge: String) -> Obstacle {
        let place = "\(path)/\(components.joined(separator: "/"))"
        switch failure {
        case .notRegular(let noun):
            return Obstacle(
                noun == stat.linkNoun ? "layout-escape" : "layout-invalid",
                "`\(place)` is \(noun), not a regular file", at: .path(place),
                remedy: "make the layout again with a tool that copies blobs")
        case .tooLarge(let limit):
            return Obstacle(tooLarge, "`\(place)` is larger than \(limit) bytes", at: .path(place))
        case .system, .changed, .cancelled:
            return failure.obstacle("layout-unreadable", "read", place)
        }
    }

    private static func invalid(_ diagnostic: Diagnostic, _ path: String) -> Obstacle {
        Obstacle(
            diagnostic.code == "index-escape" ? "layout-escape" : "layout-invalid",
            "the layout `\(path)` cannot be read: \(diagnostic.message)", at: diagnostic.location)
    }
}
