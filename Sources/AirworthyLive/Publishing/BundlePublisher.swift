public import Airworthy
public import Trust

/// Attaches Sigstore bundles to the image they are about, as referrers.
public struct BundlePublisher: Sendable {
    /// One bundle, in place.
    public struct Publication: Sendable, Hashable {
        /// The referrer's digest.
        public let digest: Digest
        /// Predicate type, or `message-signature`.
        public let summary: String
        /// Nothing had to be sent.
        public let wasThere: Bool
    }

    private let place: ImagePlace

    public init(_ place: ImagePlace) {
        self.place = place
    }

    /// The image a place's reference names now, verified.
    /// - Throws: `missing-manifest` and other defects as diagnostics, obstacles as such.
    public func subject() async throws -> ImageDocument {
        let repository = place.reference
        var digest = repository.digest
        if digest == nil, let tag = repository.tag {
            digest = try await place.source.resolve(tag: tag, in: repository)
            guard digest != nil else {
                throw Diagnostic(
                    "missing-manifest", "`\(repository)` names nothing", at: .image(repository.description),
                    remedy: "push the image first")
            }
        }
        guard let digest else {
            throw InputError(
                "image-reference", "`\(repository)` names a repository, not an image",
                remedy: "name the image by tag or digest")
        }
        switch try await ImageReader(place.source, repository: repository).document(digest) {
        case .success(let document): return document
        case .failure(let defect): throw defect.diagnostic
        }
    }

    /// Puts every referrer in place; what is there already is not sent again.
    ///
    /// - Parameter referrers: all of them about one image, which must be there.
    /// - Returns: in the same order.
    public func publish(_ referrers: [BundleReferrer], about subject: Digest) async throws(Obstacle) -> [Publication] {
        let (repository, writer) = (place.reference, place.writer)
        let listed = try await place.listed(for: subject)
        var publications: [Publication] = []
        var unlisted: [Descriptor] = []
        for referrer in referrers {
            let document = referrer.document
            var wasThere = listed.contains(document.digest)
            if wasThere { wasThere = try await writer.holds(document, as: .referrer, in: repository) }
            if !wasThere {
                try await writer.put(BundleReferrer.emptyConfig, in: repository)
                try await writer.put(referrer.bundle, in: repository)
                if try await !writer.put(document, as: .referrer, in: repository) {
                    unlisted.append(referrer.descriptor)
                }
            }
            publications.append(
                Publication(digest: document.digest, summary: referrer.summary, wasThere: wasThere))
        }
        if !unlisted.isEmpty { try await writer.list(unlisted, of: subject, in: repository) }
        return publications
    }
}
