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
        switch bundle.content {
        case .envelope(let envelope):
            add(
                SignatureClaim(
                    candidate: bundle.candidate(origin: origin, for: .envelope(envelope, stored: nil)),
                    meaning: .statement(envelope), evidence: evidence, announcedPredicate: announcedPredicate))
        case .message(let message):
            guard let file else {
                reject(.malformedSignature, origin, "it signs bytes, and an image is signed by a statement")
                return
            }
            // Unauthenticated, and still a reason to refuse: it says what was meant to be signed.
            if let digest = message.digest, digest != Digest.of(file, digest.algorithm) {
                reject(.wrongSubject, origin, "it signs \(digest)")
                return
            }
            add(
                SignatureClaim(
                    candidate: bundle.candidate(origin: origin, for: .bytes(file)), meaning: .content,
                    evidence: evidence))
        }
    }
}
