public import Trust

/// Do the manifest, config and layers hash to the digests they are named by, for every platform?
public struct ImageDigestCheck: Check {
    /// What a reader can meet is what this check can find.
    public typealias Code = ImageDefect.Code

    public static let kind = CheckKind(
        id: "image-digest", summary: "do manifest, config and layers hash to their digests, on every platform?",
        capabilities: [.images],
        parameters: [
            Parameter("deep", .bool, default: "true", "read every config and layer, not only the manifests"),
            Parameter("platforms", .integer, default: "256", "most manifests one image may list, 1 to 256"),
        ],
        subjects: [.image])

    private let deep: Bool
    private let platforms: Int

    public init(from arguments: inout FieldReader) throws(InputError) {
        deep = try arguments.optionalBool("deep") ?? true
        platforms = try arguments.optionalInteger("platforms") ?? ImageLimits().platforms
        guard (1...ImageLimits().platforms).contains(platforms) else {
            throw InputError(
                "out-of-range",
                "`platforms` of \(arguments.subject) is \(platforms), not 1 to \(ImageLimits().platforms)",
                at: arguments.place(of: "platforms"), remedy: "write a number from 1 to \(ImageLimits().platforms)")
        }
    }

    public func examine(_ subject: Subject, in context: CheckContext) async throws(Obstacle) -> Answer<Code> {
        let image = try PinnedImage(subject)
        let reader = ImageReader(
            context.world.images, repository: image.reference, limits: ImageLimits(platforms: platforms))
        let tree = try await ImageTree.read(image.digest, with: reader)
        let seen = tree.documents.map { $0.evidence(in: image.reference) }
        if let defects = NonEmpty(tree.defects) {
            // What the descriptors say is already wrong: gigabytes of layers would not make it right.
            return .failed(defects.map(Self.finding), seen)
        }
        var defects: [ImageDefect] = []
        var bytes: Int64 = 0
        if deep {
            for defect in await concurrently(tree.blobs, atMost: Self.width, { await Self.inspect($0, with: reader) }) {
                if let defect = try defect.get() { defects.append(defect) }
            }
            bytes = tree.blobs.reduce(0) { $0 + $1.size }
        }
        return Self.answer(tree, defects, seen, summary: summary(of: tree, bytes: bytes))
    }

    /// Blobs are streamed, so this many cost this many buffers.
    private static let width = 8

    private static func inspect(
        _ blob: Descriptor, with reader: ImageReader
    ) async -> Result<ImageDefect?, Obstacle> {
        do throws(Obstacle) {
            return .success(try await reader.inspect(blob))
        } catch {
            return .failure(error)
        }
    }

    private static func answer(
        _ tree: ImageTree, _ defects: [ImageDefect], _ seen: [Evidence], summary: String
    ) -> Answer<Code> {
        guard let findings = NonEmpty(defects.map(finding)) else {
            guard let evidence = NonEmpty(seen) else {
                preconditionFailure("a tree without defects has at least one document")
            }
            return .passed(summary, evidence)
        }
        // A foreign layer is not wrong; its bytes are elsewhere, and what was not seen decides nothing.
        return defects.allSatisfy { $0.code == .foreignLayer }
            ? .inconclusive(findings, seen) : .failed(findings, seen)
    }

    private func summary(of tree: ImageTree, bytes: Int64) -> String {
        let isIndex = tree.documents.count > tree.platformCount
        let shape = isIndex ? "index, \(counted(tree.platformCount, "platform")), " : "manifest, "
        let depth = deep ? "\(bytes) bytes hashed" : "manifests only"
        return shape + "\(counted(tree.layerCount, "layer")), \(depth)"
    }

    private func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }

    private static func finding(_ defect: ImageDefect) -> Finding<Code> {
        Finding(defect.code, defect.message, at: defect.location)
    }
}
