extension Rejection {
    /// What a verifier refused evidence with, in the words of a policy; its own code goes on as ``Rejection/detail``.
    init(_ diagnostic: Diagnostic, origin: String) {
        let notes = diagnostic.notes.isEmpty ? "" : " (\(diagnostic.notes.joined(separator: "; ")))"
        self.init(
            Self.code(of: diagnostic.code), origin: origin, diagnostic.message + notes, detail: diagnostic.code)
    }

    private static func code(of detail: String) -> Code {
        if let fault = SigstoreRefusal(rawValue: detail) { return code(of: fault) }
        switch ChainFault(rawValue: detail) {
        case .expired, .notYetValid: return .outsideValidity
        case .some: return .certificateInvalid
        // Reading a key out of a certificate.
        case nil:
            return detail.hasPrefix("key-") || detail.hasPrefix("certificate-")
                ? .certificateInvalid : .malformedSignature
        }
    }

    private static func code(of fault: SigstoreRefusal) -> Code {
        switch fault {
        case .certificateUsage, .certificateNoIdentity, .certificateIssuerConflict: .certificateInvalid
        case .noTrustRoot: .untrustedSigner
        case .certificateOutsideAuthority: .outsideValidity
        case .sctMissing, .sctMalformed, .sctUnknownLog, .sctThreshold, .sctOutsideValidity, .sctInFuture,
            .sctSignature:
            .sctInvalid
        case .noTrustedTime: .noTrustedTime
        case .timeInFuture, .timestampMalformed, .timestampNotGranted, .timestampDuplicate, .timestampTooMany,
            .timestampUnknownAuthority, .timestampOutsideAuthority, .timestampCertificate, .timestampWeakHash,
            .timestampImprint, .timestampBinding, .timestampSignature, .timestampThreshold:
            .timestampInvalid
        case .logEntryMissing, .logEntryMalformed, .logEntryTooMany, .logEntryDuplicate, .logUnknown,
            .logOutsideValidity, .logPromiseMissing, .logPromise, .logProofMissing, .logProof, .checkpointMalformed,
            .checkpointOrigin, .checkpointSignature, .checkpointMismatch, .logThreshold:
            .logEntryInvalid
        case .logEntryKind, .logEntryArtifact, .logEntrySignature, .logEntrySigner: .logEntryMismatch
        case .artifactDigest: .wrongSubject
        case .badSignature: .badSignature
        }
    }
}
