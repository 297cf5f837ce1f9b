import Trust

/// The image a check was asked about, by digest. Nothing below looks at a tag again: a tag read twice can name two
/// images.
struct PinnedImage: Sendable, Hashable {
    let reference: ImageReference
    let digest: Digest

    /// - Throws: `subject-not-image`, `image-not-pinned`.
    init(_ subject: Subject) throws(Obstacle) {
        guard case .image(let reference, _) = subject else {
            throw Obstacle(
                "subject-not-image", "this check judges images, and was given a \(subject.kind.rawValue)",
                remedy: "add `forEach: images` to the step")
        }
        guard let digest = reference.digest else {
            throw Obstacle(
                "image-not-pinned", "`\(reference)` names no digest, so there is nothing fixed to look at",
                at: .image(reference.description), remedy: "name the image as `registry/path@sha256:…`")
        }
        self.reference = reference
        self.digest = digest
    }

    /// `registry/path@digest`.
    var name: String { "\(reference.repository)@\(digest)" }
}
