public import Trust

/// Is the image named by digest, and does its tag, when it has one, still name that digest?
public struct ImagePinnedCheck: Check {
    public enum Code: String, FindingCode {
        case notPinned = "not-pinned"
        case tagMoved = "tag-moved"
        case tagMissing = "tag-missing"
        case mutableTag = "mutable-tag"

        public var meaning: String {
            switch self {
            case .notPinned: "the image is named by tag only, or by nothing"
            case .tagMoved: "the tag names another digest than the release does"
            case .tagMissing: "the repository has no such tag"
            case .mutableTag: "the tag is `latest`, which is made to move"
            }
        }

        public var remedy: String {
            switch self {
            case .notPinned: "name the image as `registry/path@sha256:…`"
            case .tagMoved: "find out who moved the tag, then name the digest that was tested"
            case .tagMissing: "push the tag, or leave it out of the reference"
            case .mutableTag: "use a version as the tag, or leave it out of the reference"
            }
        }
    }

    enum Tags: String, CaseIterable {
        case ignore, check
    }

    public static let kind = CheckKind(
        id: "image-pinned", summary: "is the image named by digest, and does its tag still name it?",
        capabilities: [.images],
        parameters: [
            Parameter("tags", .choice, default: "check", "`check` the tag against the registry, or `ignore` it")
        ],
        subjects: [.image])

    private let tags: Tags

    public init(from arguments: inout FieldReader) throws(InputError) {
        tags = try arguments.optionalChoice("tags") ?? .check
    }

    public func examine(_ subject: Subject, in context: CheckContext) async throws(Obstacle) -> Answer<Code> {
        guard case .image(let reference, _) = subject else {
            throw Obstacle(
                "subject-not-image", "this check judges images, and was given a \(subject.kind.rawValue)",
                remedy: "add `forEach: images` to the step")
        }
        let place = Location.image(reference.description)
        guard let digest = reference.digest else {
            return .failed(Finding(.notPinned, "`\(reference)` names no digest", at: place))
        }
        // The reference is what was looked at, so the evidence is a descriptor of it, without bytes.
        let evidence = Evidence(
            uri: reference.description, digest: digest, mediaType: "application/vnd.oci.descriptor.v1+json")
        guard let tag = reference.tag, tags == .check else {
            return .passed("pinned to \(digest.short)", NonEmpty(evidence))
        }
        guard tag != "latest" else {
            return .failed(Finding(.mutableTag, "`\(reference)` carries the tag `latest`", at: place), [evidence])
        }
        guard let found = try await context.world.images.resolve(tag: tag, in: reference) else {
            return .failed(
                Finding(.tagMissing, "`\(reference.repository)` has no tag `\(tag)`", at: place), [evidence])
        }
        guard found == digest else {
            return .failed(
                Finding(.tagMoved, "the tag `\(tag)` names \(found), the release \(digest)", at: place), [evidence])
        }
        return .passed("pinned to \(digest.short), which `\(tag)` names", NonEmpty(evidence))
    }
}
