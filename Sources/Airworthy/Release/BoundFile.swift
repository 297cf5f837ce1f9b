public import Trust

/// A file named together with the digest of its bytes.
public struct BoundFile: Sendable, Hashable {
    public let path: String
    public let digest: Digest
    public let location: Location

    public init(path: String, digest: Digest, location: Location) {
        self.path = path
        self.digest = digest
        self.location = location
    }
}
