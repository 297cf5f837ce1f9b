public import Trust

/// A step group that a checklist includes, by the bytes it was read from.
public struct IncludedGroup: Sendable, Hashable {
    /// Path from the project's root.
    public let source: String
    /// SHA-256 of the file's exact bytes.
    public let digest: Digest
}
