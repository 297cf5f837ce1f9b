import Airworthy
import Trust

/// Puts images into OCI layouts on disk: repository `acme/checkout` is the layout `<root>/acme/checkout`.
struct LayoutWriter: ImageWriter {
    private let root: String
    private let images: LayoutImages

    /// - Parameter root: absolute, or relative to the working directory.
    init(root: String) {
        self.root = root
        images = LayoutImages(root: root)
    }

    func isNew(_ repository: ImageReference) async throws(Obstacle) -> Bool { try await !isLayout(repository) }

    func holds(_ blob: Descriptor, in repository: ImageReference) async throws(Obstacle) -> Bool {
        guard try await isLayout(repository) else { return false }
        // Being there is not enough: what a crash or somebody else left is replaced.
        let seen = try await images.measure(blob.digest, in: repository, limit: blob.size)
        return seen?.size == blob.size && seen?.digest == blob.digest
    }

    func put(
        _ blob: Descriptor, in repository: ImageReference, from source: any BlobSource, of origin: ImageReference
    ) async throws(Obstacle) -> ImageDefect? {
        let draft = try await within(repository) { (storage, _) throws(FileFailure) in
            try storage.draft(of: blob.digest)
        }
        let transfer = BlobTransfer(blob: blob, source: source, origin: origin)
        if let defect = try await transfer.fill(draft.file, in: path(of: repository)) { return defect }
        try await within(repository) { (_, _) throws(FileFailure) in try draft.complete() }
        return nil
    }

    func put(_ bytes: [UInt8], in repository: ImageReference) async throws(Obstacle) {
        try await within(repository) { (storage, _) throws(FileFailure) in
            try storage.keep(bytes, as: .of(bytes))
        }
    }

    func holds(
        _ document: ImageDocument, as role: ManifestRole, in repository: ImageReference
    ) async throws(Obstacle) -> Bool {
        guard try await isLayout(repository) else { return false }
        let blob = Descriptor(mediaType: document.mediaType, digest: document.digest, size: document.size)
        guard try await holds(blob, in: repository) else { return false }
        switch role {
        case .inner: return true
        case .named(let name): return try await images.resolve(tag: name, in: repository) == document.digest
        case .pinned, .referrer: return try await images.lists(document.digest, in: repository)
        }
    }

    func put(
        _ document: ImageDocument, as role: ManifestRole, in repository: ImageReference
    ) async throws(Obstacle) -> Bool {
        try await within(repository) { (storage, _) throws(FileFailure) in
            try storage.keep(document.bytes, as: document.digest)
        }
        let descriptor = document.referrerDescriptor
        switch role {
        case .inner: break
        case .named(let name): try await edit(repository) { $0.list(descriptor, as: name) }
        case .pinned, .referrer: try await edit(repository) { $0.list(descriptor) }
        }
        // What the index lists is found by its `subject`: a layout has no other list.
        return true
    }

    func list(
        _ referrers: [Descriptor], of subject: Digest, in repository: ImageReference
    ) async throws(Obstacle) {
        try await edit(repository) { edit in
            referrers.reduce(false) { edit.list($1) || $0 }
        }
    }

    private func path(of repository: ImageReference) -> String { "\(root)/\(repository.path)" }

    /// A directory that is not there yet, or is empty, holds nothing; one with something else in it is refused when it is
    /// written to.
    private func isLayout(_ repository: ImageReference) async throws(Obstacle) -> Bool {
        try await LiveFiles(root: "").kind(of: "\(path(of: repository))/oci-layout") != nil
    }

    private func edit(
        _ repository: ImageReference, _ change: @escaping @Sendable (inout IndexEdit) -> Bool
    ) async throws(Obstacle) {
        let path = path(of: repository)
        try await BlockingWork.run { (cancellation) throws(Obstacle) in
            try LayoutStorage.open(path, unless: cancellation).editIndex(unless: cancellation, change)
        }
    }

    private func within<Value: Sendable>(
        _ repository: ImageReference,
        _ work: @escaping @Sendable (borrowing LayoutStorage, BlockingWork.Cancellation) throws(FileFailure) -> Value
    ) async throws(Obstacle) -> Value {
        let path = path(of: repository)
        return try await BlockingWork.run { (cancellation) throws(Obstacle) -> Value in
            let storage = try LayoutStorage.open(path, unless: cancellation)
            do throws(FileFailure) {
                return try work(storage, cancellation)
            } catch {
                throw error.obstacle("layout-unwritable", "write to the layout", path)
            }
        }
    }
}
