public import Trust

/// Everything below one digest: the index or manifest itself, what it lists, and the blobs those name. Documents are
/// verified when the tree is read; blobs are only listed, with what their descriptors say.
public struct ImageTree: Sendable {
    /// Verified, outermost first.
    public private(set) var documents: [ImageDocument] = []
    /// Configs and layers, each digest once, in the order they are named.
    public private(set) var blobs: [Descriptor] = []
    /// What is wrong so far. Not empty means that the lists above are incomplete.
    public private(set) var defects: [ImageDefect] = []
    /// Layers over all platforms, shared ones counted each time.
    public private(set) var layerCount = 0
    /// Indexes are not platforms; manifests are.
    public private(set) var platformCount = 0
    private var sizes: [Digest: Int64] = [:]
    private let reader: ImageReader

    public static func read(_ digest: Digest, with reader: ImageReader) async throws(Obstacle) -> ImageTree {
        var tree = ImageTree(reader: reader)
        tree.add(try await reader.document(digest))
        // Breadth first, with an index into a growing list instead of recursion: nesting is input, not our stack.
        var level = tree.documents
        var depth = 1
        while !level.isEmpty {
            level = try await tree.children(of: level, depth: depth)
            depth += 1
        }
        return tree
    }

    private init(reader: ImageReader) {
        self.reader = reader
    }

    /// The manifests an index lists at any depth, or the manifest itself.
    public var manifests: [ImageDocument] {
        documents.filter { document in
            if case .manifest = document.content { true } else { false }
        }
    }

    private mutating func children(
        of level: [ImageDocument], depth: Int
    ) async throws(Obstacle) -> [ImageDocument] {
        var next: [ImageDocument] = []
        for document in level {
            guard case .index(let index) = document.content else { continue }
            let name = reader.name(document.digest)
            if index.manifests.isEmpty {
                defects.append(ImageDefect(.emptyIndex, "the index `\(name)` lists no manifest", at: .image(name)))
            }
            guard depth <= reader.limits.indexDepth else {
                defects.append(
                    ImageDefect(
                        .tooDeep, "`\(name)` is an index more than \(reader.limits.indexDepth) deep", at: .image(name)))
                continue
            }
            next += try await read(index.manifests, listedBy: name)
            if defects.contains(where: { $0.code == .tooManyPlatforms }) { return [] }
        }
        return next
    }

    /// Manifests read at once.
    private static let width = 8

    private mutating func read(
        _ descriptors: [Descriptor], listedBy name: String
    ) async throws(Obstacle) -> [ImageDocument] {
        var known = Set(documents.map(\.digest))
        var rest = descriptors.filter { known.insert($0.digest).inserted }[...]
        var children: [ImageDocument] = []
        while !rest.isEmpty {
            guard documents.reduce(0, { $0 + $1.bytes.count }) <= reader.limits.totalManifestBytes else {
                throw Obstacle(
                    "manifest-too-large",
                    "the manifests below `\(name)` have more than \(reader.limits.totalManifestBytes) bytes",
                    at: .image(name))
            }
            let some = Array(rest.prefix(Self.width))
            rest = rest.dropFirst(some.count)
            let readings = await concurrently(some, atMost: Self.width) { [reader] descriptor in
                await Self.read(descriptor, with: reader)
            }
            for reading in readings {
                let reading = try reading.get()
                guard documents.count <= reader.limits.platforms else {
                    defects.append(
                        ImageDefect(
                            .tooManyPlatforms, "more than \(reader.limits.platforms) manifests are listed in all",
                            at: .image(name)))
                    return []
                }
                if let child = add(reading) { children.append(child) }
            }
        }
        return children
    }

    private static func read(
        _ descriptor: Descriptor, with reader: ImageReader
    ) async -> Result<Result<ImageDocument, ImageDefect>, Obstacle> {
        do throws(Obstacle) {
            return .success(try await reader.document(descriptor))
        } catch {
            return .failure(error)
        }
    }

    @discardableResult
    private mutating func add(_ reading: Result<ImageDocument, ImageDefect>) -> ImageDocument? {
        switch reading {
        case .failure(let defect):
            defects.append(defect)
            return nil
        case .success(let document):
            documents.append(document)
            if case .manifest(let manifest) = document.content {
                platformCount += 1
                layerCount += manifest.layers.count
                list(manifest.config, of: document, known: MediaType.configs)
                for layer in manifest.layers { list(layer, of: document, known: MediaType.layers) }
            }
            return document
        }
    }

    private mutating func list(_ blob: Descriptor, of document: ImageDocument, known: Set<String>) {
        let name = reader.name(document.digest)
        if !known.contains(blob.mediaType) {
            defects.append(
                ImageDefect(
                    .unknownMediaType, "`\(name)` holds a blob of type `\(blob.mediaType)`", at: .image(name)))
        }
        guard let size = sizes[blob.digest] else {
            sizes[blob.digest] = blob.size
            blobs.append(blob)
            return
        }
        if size != blob.size {
            defects.append(
                ImageDefect(
                    .sizeMismatch, "the blob \(blob.digest.short) is said to have \(size) bytes and \(blob.size) bytes",
                    at: .image(name)))
        }
    }
}
