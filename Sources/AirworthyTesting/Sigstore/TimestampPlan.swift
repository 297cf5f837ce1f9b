import Trust

/// What a timestamp authority answers, right or wrong.
struct TimestampPlan: Equatable {
    enum Authority { case trusted, unknown }
    enum Subject { case signature, artifact }
    enum Hash { case sha256, sha1 }
    /// Who signs, and which certificates the token carries.
    enum Signer {
        case authority
        /// A stranger, with the authority's certificate in front of its own.
        case strangerBehindAuthority
    }

    /// Which certificate the token says made it (RFC 5816), beside the signature that shows it.
    enum Naming { case own, anothers, none, bySHA1 }

    var instant: Instant
    var authority: Authority = .trusted
    var subject: Subject = .signature
    var hash: Hash = .sha256
    var signer: Signer = .authority
    var naming: Naming = .own
    /// PKIStatus, RFC 3161, 2.4.2.
    var status: UInt8 = 0
    var embedsCertificate = true
    var hasSigningTime = true
}
