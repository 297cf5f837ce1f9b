import Synchronization

/// The certificates above an authority's leaves, once a path through them has been validated: the next leaf of the same
/// issuer costs one signature instead of one for each certificate above it.
///
/// What OpenSSL finds about them (signatures, extensions, lengths, strengths) is the same under every leaf that one of
/// them issued, and at every instant. Two things are not. Times are looked at anew for each leaf. Name constraints are
/// about the leaf, so a path with any is not kept.
///
/// Part of an authority of a trusted root, and shared by its copies; only certificates of that root are kept, so what
/// bundles bring neither fills it nor steers it.
final class KnownIssuers: Sendable {
    private static let nameConstraints = OID("2.5.29.30")

    /// The issuer first, the anchor last; at least two.
    private let path = Mutex<[Certificate]?>(nil)

    var issuers: [Certificate]? { path.withLock { $0 } }

    /// - Parameters:
    ///   - issuers: the rest of a valid path, without its leaf.
    ///   - authority: the certificates that the trusted root lists.
    func keep(_ issuers: [Certificate], of authority: [Certificate]) {
        guard issuers.count > 1, issuers.allSatisfy(authority.contains),
            issuers.allSatisfy({ $0.fields[Self.nameConstraints] == nil })
        else { return }
        path.withLock { $0 = issuers }
    }
}

/// All alike: what has been found out about an authority is no part of who it is.
extension KnownIssuers: Hashable {
    static func == (_: KnownIssuers, _: KnownIssuers) -> Bool { true }
    func hash(into _: inout Swift.Hasher) {}
}
