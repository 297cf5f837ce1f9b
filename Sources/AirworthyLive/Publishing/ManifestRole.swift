/// How a manifest that is written will be found again.
enum ManifestRole: Sendable, Hashable {
    /// Through an index that lists it.
    case inner
    /// By its digest.
    case pinned
    /// By name: a tag, and a layout's reference name.
    case named(String)
    /// By its `subject`.
    case referrer
}
