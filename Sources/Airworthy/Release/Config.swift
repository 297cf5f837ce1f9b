/// A configuration document the release ships, at its revision and digest.
public struct Config: Sendable, Hashable {
    public let file: BoundFile
    public let revision: String?

    public init(file: BoundFile, revision: String?) {
        self.file = file
        self.revision = revision
    }
}
