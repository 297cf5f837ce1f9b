import Foundation

/// What a request to a registry is about (distribution-spec 1.1, "Endpoints"; distribution `docs/spec/auth/token.md`).
public enum RegistryRoute: Sendable, Hashable {
    /// The routes that are counted together, and that a fault is set on together.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case base, manifest, blob, upload, referrers, tags, token, other
    }

    case base
    /// - reference: a tag or a digest.
    case manifest(repository: String, reference: String)
    case blob(repository: String, digest: String)
    /// - session: nil to begin one.
    case upload(repository: String, session: String?)
    case referrers(repository: String, digest: String)
    case tags(repository: String)
    case token
    case other

    init(path: String) {
        let path = path.removingPercentEncoding ?? path
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        self =
            switch (path, parts.dropFirst().first) {
            case ("/v2/", _), ("/v2", _): .base
            case ("/token", _): .token
            case (_, "v2"): Self.below(Array(parts.dropFirst(2)))
            default: .other
            }
    }

    /// From the end: a repository's name may hold any of the words.
    private static func below(_ parts: [String]) -> RegistryRoute {
        guard let last = parts.last else { return .other }
        let words = Array(parts.suffix(3).dropLast())
        let (name, shorter) = (parts.dropLast(2).joined(separator: "/"), parts.dropLast(3).joined(separator: "/"))
        switch words.last {
        case "uploads" where words.first == "blobs" && !shorter.isEmpty:
            return .upload(repository: shorter, session: last.isEmpty ? nil : last)
        case "blobs" where last == "uploads": return .upload(repository: name, session: nil)
        case "manifests" where !name.isEmpty: return .manifest(repository: name, reference: last)
        case "blobs" where !name.isEmpty: return .blob(repository: name, digest: last)
        case "referrers" where !name.isEmpty: return .referrers(repository: name, digest: last)
        case "tags" where last == "list" && !name.isEmpty: return .tags(repository: name)
        default: return .other
        }
    }

    public var kind: Kind {
        switch self {
        case .base: .base
        case .manifest: .manifest
        case .blob: .blob
        case .upload: .upload
        case .referrers: .referrers
        case .tags: .tags
        case .token: .token
        case .other: .other
        }
    }

    public var repository: String? {
        switch self {
        case .manifest(let name, _), .blob(let name, _), .upload(let name, _), .referrers(let name, _), .tags(let name):
            name
        case .base, .token, .other: nil
        }
    }

    /// The tag, digest or upload the request names.
    public var reference: String? {
        switch self {
        case .manifest(_, let reference), .blob(_, let reference), .referrers(_, let reference): reference
        case .upload(_, let session): session
        case .base, .tags, .token, .other: nil
        }
    }
}
