/// One thing a ``Statement`` is about, named by content.
public struct StatementSubject: Sendable, Hashable {
    /// For people; matching is by digest alone. Empty when absent.
    public let name: String
    /// The digests strong enough to rely on. Others in the document (`sha1`, `gitCommit`, a digest in upper case)
    /// are not here, so a subject with only those matches nothing.
    public let digests: [Digest]

    public init(name: String, digests: [Digest]) {
        self.name = name
        self.digests = digests
    }
}
