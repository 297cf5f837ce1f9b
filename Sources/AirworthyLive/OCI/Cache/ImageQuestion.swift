import Airworthy
import Trust

/// One thing a registry is asked, as a key for what it answered.
struct ImageQuestion: Sendable, Hashable {
    enum Kind: String, Sendable, Hashable {
        case tag, manifest, blob, layer, referrers
    }

    let kind: Kind
    /// `registry/path`. That one repository has something says nothing about another.
    let repository: String
    /// The tag or digest asked for.
    let name: String
    /// The image all this is about: its own digest, or the one a tag is made of.
    let image: Digest

    /// About something named by digest.
    init(_ kind: Kind, _ digest: Digest, in repository: ImageReference) {
        self.kind = kind
        self.repository = repository.repository
        name = "\(digest)"
        image = digest
    }

    /// What a tag made from an image's digest names, such as `sha256-….sig`.
    ///
    /// - Returns: nil for any other tag. Those move by right: remembering one would be answering for the registry.
    init?(tag: String, in repository: ImageReference) {
        guard tag.hasPrefix("sha256-"), let image = Digest("sha256:" + tag.dropFirst(7).prefix(64)) else { return nil }
        kind = .tag
        self.repository = repository.repository
        name = tag
        self.image = image
    }

    /// As kept in a file; nil for what was never written there.
    init?(kind: String, repository: String, name: String, image: String) {
        guard let kind = Kind(rawValue: kind), let image = Digest(image) else { return nil }
        self.kind = kind
        self.repository = repository
        self.name = name
        self.image = image
    }

    var key: String { "\(kind.rawValue) \(repository) \(name)" }
}
