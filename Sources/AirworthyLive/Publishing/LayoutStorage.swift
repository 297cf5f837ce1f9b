import Airworthy
import Glibc
import Trust

/// An OCI image layout being written (image-spec `image-layout.md`).
///
/// Blobs get their names once they are complete and on the device; `index.json` is replaced as a whole, under a lock on
/// the directory, which writers of ours wait for. Nothing that is there is taken away.
struct LayoutStorage: ~Copyable {
    private static let lockPatience = 30.0

    let path: String
    private let root: FileDescriptor

    /// Opens the layout, and makes it when nothing is there.
    /// - Throws: `layout-invalid` for a directory that holds something else, `layout-unwritable`.
    static func open(_ path: String, unless cancellation: BlockingWork.Cancellation) throws(Obstacle) -> LayoutStorage {
        do throws(FileFailure) {
            try Directory.makeAll(path)
            let storage = LayoutStorage(path: path, root: try FileDescriptor(opening: path, O_RDONLY | O_DIRECTORY))
            if faccessat(storage.root.raw, "oci-layout", F_OK, 0) != 0 {
                try storage.begin(unless: cancellation)
            }
            return storage
        } catch {
            if case .notRegular = error {
                throw Obstacle(
                    "layout-invalid", "`\(path)` is a directory with something else in it", at: .path(path),
                    remedy: "name an empty directory, or an image layout")
            }
            throw error.obstacle("layout-unwritable", "write the layout", path)
        }
    }

    /// The version goes last: what has none is no layout yet, to us and to others.
    private borrowing func begin(unless cancellation: BlockingWork.Cancellation) throws(FileFailure) {
        let lock = try lock(unless: cancellation)
        defer { withExtendedLifetime(lock) {} }
        guard faccessat(root.raw, "oci-layout", F_OK, 0) != 0 else { return }
        let known: Set = ["blobs", "index.json"]
        let strange = try DirectoryListing.names(at: path, limit: 16)?.first { !known.contains($0) && $0.first != "." }
        guard strange == nil else { throw .notRegular("a directory") }
        if faccessat(root.raw, "index.json", F_OK, 0) != 0 {
            try place(IndexEdit().bytes, as: "index.json")
        }
        try place(Array(#"{"imageLayoutVersion":"1.0.0"}"#.utf8), as: "oci-layout")
        try root.synchronize()
    }

    private borrowing func place(_ bytes: [UInt8], as name: String) throws(FileFailure) {
        try AtomicFile.place(bytes, as: name, in: root.raw, mode: 0o644, existing: .replaced, synchronized: true)
    }

    // MARK: - Blobs

    /// Where blobs of that algorithm are; made when missing, never through a link.
    borrowing func shelf(_ algorithm: DigestAlgorithm) throws(FileFailure) -> FileDescriptor {
        let blobs = try Self.directory("blobs", in: root.raw)
        return try Self.directory(algorithm.rawValue, in: blobs.raw)
    }

    private static func directory(_ name: String, in parent: Int32) throws(FileFailure) -> FileDescriptor {
        if mkdirat(parent, name, 0o755) != 0, errno != EEXIST { throw .system(SystemError()) }
        return try FileDescriptor(opening: name, in: parent, O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
    }

    /// Keeps a small blob.
    borrowing func keep(_ bytes: [UInt8], as digest: Digest) throws(FileFailure) {
        let shelf = try shelf(digest.algorithm)
        try AtomicFile.place(
            bytes, as: digest.hex, in: shelf.raw, mode: 0o644, existing: .replaced, synchronized: true)
        try shelf.synchronize()
    }

    /// A file without its final name, to be filled.
    borrowing func draft(of digest: Digest) throws(FileFailure) -> LayoutDraft {
        let shelf = try shelf(digest.algorithm)
        let name = ".\(digest.hex.prefix(16)).\(String(UInt64.random(in: 0...(.max)), radix: 36)).tmp"
        let file = try FileDescriptor(
            opening: name, in: shelf.raw, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o644)
        return LayoutDraft(shelf: shelf, temporary: name, final: digest.hex, file: BlobFile(file))
    }

    // MARK: - The index

    /// Reads `index.json`, has `change` add to it, and puts the result in its place.
    /// - Parameter change: says whether anything was changed; when not, nothing is written.
    borrowing func editIndex(
        unless cancellation: BlockingWork.Cancellation, _ change: (inout IndexEdit) -> Bool
    ) throws(Obstacle) {
        let name = "\(path)/index.json"
        let lock = try naming(name) { (storage) throws(FileFailure) in try storage.lock(unless: cancellation) }
        defer { withExtendedLifetime(lock) {} }
        let bytes = try naming(name) { (storage) throws(FileFailure) in
            try RegularFile.open("index.json", in: storage.root.raw, links: .refused)?.bytes(limit: 4 << 20)
        }
        var edit = IndexEdit()
        do throws(Diagnostic) {
            if let bytes { edit = try IndexEdit(bytes, name: name) }
        } catch {
            throw Obstacle(
                "layout-invalid", "the layout `\(path)` cannot be added to: \(error.message)", at: error.location)
        }
        guard change(&edit) else { return }
        guard edit.count <= IndexEdit.entryLimit else {
            throw Obstacle(
                "layout-too-large", "`\(name)` would list more than \(IndexEdit.entryLimit) manifests", at: .path(path),
                remedy: "begin another layout")
        }
        try naming(name) { (storage) throws(FileFailure) in
            try storage.place(edit.bytes, as: "index.json")
            try storage.root.synchronize()
        }
    }

    private borrowing func naming<Value: ~Copyable>(
        _ name: String, _ work: (borrowing LayoutStorage) throws(FileFailure) -> Value
    ) throws(Obstacle) -> Value {
        do throws(FileFailure) {
            return try work(self)
        } catch {
            throw error.obstacle("layout-unwritable", "write", name)
        }
    }

    /// The directory itself is what is locked: no file of ours is left in somebody's layout.
    private borrowing func lock(unless cancellation: BlockingWork.Cancellation) throws(FileFailure) -> FileDescriptor {
        let descriptor = try FileDescriptor(opening: path, O_RDONLY | O_DIRECTORY)
        var waited = 0.0
        while flock(descriptor.raw, LOCK_EX | LOCK_NB) != 0 {
            let error = SystemError()
            guard error.code == EWOULDBLOCK || error.code == EINTR, waited < Self.lockPatience else {
                throw .system(error)
            }
            guard !cancellation.isCancelled else { throw .cancelled }
            usleep(5_000)
            waited += 0.005
        }
        return descriptor
    }
}
