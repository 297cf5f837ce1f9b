import Trust

/// What a signature must be over.
struct SignatureExpectation: Sendable {
    /// The digest the release names: of the manifest for an image, of the bytes for a file.
    let digest: Digest
    /// The repository a simple signing payload must name; nil when its name does not matter.
    let repository: String?

    /// Predicate type of a cosign image signature in a bundle (cosign `specs/BUNDLE_SPEC.md`).
    static let signaturePredicate = "https://sigstore.dev/cosign/sign/v1"

    /// What a claim whose signature holds says that it must not; nil when it says what is expected.
    func objection(to claim: SignatureClaim) -> RejectedClaim? {
        switch claim.meaning {
        case .content: nil
        case .simpleSigning(let payload): objection(to: payload, of: claim.origin)
        case .statement(let envelope): objection(to: envelope, of: claim.origin)
        }
    }

    private func objection(to payload: [UInt8], of origin: String) -> RejectedClaim? {
        let signed: SimpleSigning
        do throws(Diagnostic) {
            signed = try SimpleSigning(payload: payload)
        } catch {
            return RejectedClaim(fault: .malformedSignature, origin: origin, message: error.description)
        }
        guard signed.manifestDigest == digest else {
            return RejectedClaim(
                fault: .wrongSubject, origin: origin, message: "it signs \(signed.manifestDigest), not \(digest)")
        }
        guard let repository else { return nil }
        guard DockerReference.repository(in: signed.dockerReference) == DockerReference.repository(in: repository)
        else {
            return RejectedClaim(
                fault: .wrongRepository, origin: origin,
                message: "it signs the image as `\(signed.dockerReference)`, not as `\(repository)`")
        }
        return nil
    }

    private func objection(to envelope: Envelope, of origin: String) -> RejectedClaim? {
        guard envelope.payloadType == MediaType.inToto else {
            return RejectedClaim(
                fault: .malformedSignature, origin: origin,
                message: "its payload is of type `\(envelope.payloadType)`, not `\(MediaType.inToto)`")
        }
        let statement: Statement
        do throws(Diagnostic) {
            statement = try Statement(payload: envelope.payload, name: origin)
        } catch {
            return RejectedClaim(fault: .malformedSignature, origin: origin, message: error.description)
        }
        guard statement.predicateType == Self.signaturePredicate else {
            return RejectedClaim(
                fault: .wrongPredicate, origin: origin, message: "it is a statement of `\(statement.predicateType)`",
                isOtherStatement: true)
        }
        guard statement.names(digest) else {
            return RejectedClaim(
                fault: .wrongSubject, origin: origin, message: "none of its subjects is \(digest)")
        }
        return nil
    }
}
