import Trust

extension SignatureClaims {
    /// Adds what a Sigstore bundle holds, or rejects it.
    ///
    /// - Parameter file: the bytes of the file the bundle lies beside; nil for an image, which is never signed directly
    ///   but through a statement about its digest.
    mutating func add(
        bundle bytes: [UInt8], origin: String, announcedPredicate: String? = nil, over file: [UInt8]?,
        evidence: [Evidence]
    ) {
        let bundle: SigstoreBundle
        do throws(Diagnostic) {
            bundle = try SigstoreBundle(bytes)
        } catch {
            reject(.malformedSignature, origin, error.description)
            return
        }
        if let (envelope, candidate) = bundle.statement(origin: origin) {
            add(
                SignatureClaim(
                    candidate: candidate, meaning: .statement(envelope), evidence: evidence,
                    announcedPredicate: announcedPredicate))
            return
        }
        guard let file else {
            reject(.malformedSignature, origin, "it signs bytes, and an image is signed by a statement")
            return
        }
        let candidate = bundle.candidate(origin: origin, for: .bytes(file))
        // Unauthenticated, and still a reason to refuse: it says what was meant to be signed.
        if let digest = candidate.claimed, digest != Digest.of(file, digest.algorithm) {
            reject(.wrongSubject, origin, "it signs \(digest)")
            return
        }
        add(SignatureClaim(candidate: candidate, meaning: .content, evidence: evidence))
    }
}
