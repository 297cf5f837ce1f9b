import Trust

/// A reference where it stands.
struct ReferenceSighting: Sendable {
    enum Target: Sendable, Hashable {
        case named(CredentialReference)
        /// Which credential is decided when it runs; what stands there instead of a name.
        case dynamic(String)
    }

    let target: Target
    let location: Location
}
