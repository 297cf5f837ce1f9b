/// What a ``VirtualRegistry`` can do: real registries differ in all of this and are right each time.
public struct RegistryTraits: Sendable, Hashable {
    public var access = RegistryAccess.open
    /// Has the referrers API. Without it the API's path is 404, and clients keep the fallback tag.
    public var listsReferrers = true
    /// Honours `artifactType` in a request for referrers, and says so.
    public var filtersReferrers = true
    /// Most referrers or tags on one page; nil for all of them.
    public var pageSize: Int?
    /// Takes a blob over from another repository without an upload.
    public var mountsBlobs = true
    /// Serves parts of blobs (RFC 9110 §14).
    public var servesRanges = true
    /// Compares `If-Match` and `If-None-Match` before it stores a manifest (RFC 9110 §13): no registry need.
    public var comparesBeforeWriting = true
    /// What tokens say, in seconds. They are accepted until ``VirtualRegistry/revokeTokens()``.
    public var tokenLifetime = 300

    public init() {}

    /// All there is, with something else about it.
    public static func with(_ change: (inout RegistryTraits) -> Void) -> RegistryTraits {
        var traits = RegistryTraits()
        change(&traits)
        return traits
    }
}
