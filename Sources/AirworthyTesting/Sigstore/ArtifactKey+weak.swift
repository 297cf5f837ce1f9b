import Trust

extension ArtifactKey {
    /// RSA of 1024 bits, which `Trust` neither makes nor loads.
    static func weakRSA() throws(Diagnostic) -> ArtifactKey {
        throw Diagnostic("specimen-impossible", "not yet")
    }
}
