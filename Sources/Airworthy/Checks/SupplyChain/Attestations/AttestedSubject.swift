import Trust

/// What an attestation must be about: an image by its digest, or a file by what its bytes hash to.
struct AttestedSubject: Sendable, Hashable {
    private enum Kind: Hashable {
        case image(PinnedImage)
        case file(String)
    }

    private let kind: Kind
    let digest: Digest

    /// Nil for a file that is not there.
    /// - Throws: `subject-not-image` `image-not-pinned`, or what stands in the way of reading the file.
    static func find(_ subject: Subject, in context: CheckContext) async throws(Obstacle) -> AttestedSubject? {
        guard case .item(let path) = subject else {
            let image = try PinnedImage(subject)
            return AttestedSubject(kind: .image(image), digest: image.digest)
        }
        return try await context.world.files.measure(path, .sha256).map {
            AttestedSubject(kind: .file(path), digest: $0.digest)
        }
    }

    var name: String {
        switch kind {
        case .image(let image): image.name
        case .file(let path): path
        }
    }

    var place: Location { place(of: name) }

    /// How reports point at something found about the subject.
    func place(of origin: String) -> Location {
        switch kind {
        case .image: .image(origin)
        case .file: .path(origin)
        }
    }

    /// The image, unless the subject is a file.
    var image: ImageReference? {
        guard case .image(let image) = kind else { return nil }
        return image.reference
    }

    /// Whatever is signed about it.
    /// - Parameters:
    ///   - path: the one file to look into; nil for what is attached to the image, or beside the file.
    ///   - unread: see ``AttestationVerifier/unread``.
    func attestations(
        in path: String?, ofType types: [String], unread: [String] = [], context: CheckContext
    ) async -> AttestationCandidates {
        let verifier = AttestationVerifier(
            types: types, unread: unread, trust: context.trust, instant: context.instant)
        switch (kind, path) {
        case (.image(let image), nil):
            return await AttestationCandidates.attached(
                to: digest, with: ImageReader(context.world.images, repository: image.reference), verifier: verifier,
                limit: AttestationCandidates.fileBytes)
        case (_, let path?):
            return await AttestationCandidates.inFiles(
                [path], about: digest, files: context.world.files, verifier: verifier)
        case (.file(let file), nil):
            return await AttestationCandidates.inFiles(
                ["\(file).intoto.jsonl", "\(file).sigstore.json"], about: digest, files: context.world.files,
                verifier: verifier)
        }
    }
}
