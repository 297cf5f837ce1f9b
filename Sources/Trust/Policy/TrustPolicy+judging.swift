extension TrustPolicy {
    private typealias Signer = (id: String, key: TrustedKey)

    /// Establishes once what every rule will ask about a candidate.
    public func examine(_ candidate: SignatureCandidate, at instant: Instant) -> ExaminedSignature {
        guard case .certificate(let material) = candidate.maker else {
            return ExaminedSignature(candidate: candidate, established: nil)
        }
        let established = Result { () throws(Diagnostic) in
            try sigstore.establish(material, over: candidate.message, claimed: candidate.claimed, at: instant)
        }
        return ExaminedSignature(candidate: candidate, established: established)
    }

    /// ``judge(_:by:at:author:)-([ExaminedSignature],_,_,_)`` for candidates that no other rule is asked about.
    public func judge(
        _ candidates: [SignatureCandidate], by rule: TrustRule, at instant: Instant, author: String? = nil
    ) -> Judgement {
        judge(candidates.map { examine($0, at: instant) }, by: rule, at: instant, author: author)
    }

    /// Holds every candidate against one rule. Never stops at the first good signature, so that the report is whole.
    ///
    /// - Parameters:
    ///   - instant: when the signers must be good: the instant of the decision. What a document says about its own
    ///     signing time is not evidence.
    ///   - author: id of whoever made the thing signed. Where the rule excludes the author and this is nil, good
    ///     signatures are refused as `author-unknown`.
    public func judge(
        _ signatures: [ExaminedSignature], by rule: TrustRule, at instant: Instant, author: String? = nil
    ) -> Judgement {
        let listed = signers(of: rule.requirement)
        var count = SignerCount()
        var accepted: [Judgement.Acceptance] = []
        var rejected: [Rejection] = []
        for signature in signatures {
            let origin = signature.candidate.origin
            let ruling: Result<SignerCount.Signer, Rejection>
            switch signature.established {
            case nil: ruling = judge(signature.candidate, by: rule, listed: listed, at: instant, author: author)
            case .failure(let diagnostic): ruling = .failure(Rejection(diagnostic, origin: origin))
            case .success(let signer):
                ruling = judge(signer, from: origin, by: rule, count: count, at: instant, author: author)
            }
            switch ruling {
            case .success(let signer):
                accepted.append(Judgement.Acceptance(signer: signer.id, origin: origin))
                count.add(signer)
            case .failure(let rejection): rejected.append(rejection)
            }
        }
        return Judgement(rule: rule, accepted: accepted, rejected: rejected, signers: count.ids)
    }

    // MARK: - Keys

    private func judge(
        _ candidate: SignatureCandidate, by rule: TrustRule, listed: [Signer], at instant: Instant, author: String?
    ) -> Result<SignerCount.Signer, Rejection> {
        guard let maker = maker(of: candidate, among: listed) else {
            return .failure(unmatched(candidate, by: rule, listed: listed))
        }
        let known = listed.filter { $0.key.key == maker }
        guard let signer = known.first(where: { $0.key.standing(at: instant) == .good }) ?? known.first else {
            preconditionFailure("a maker was found among signers that are not there")
        }
        if let objection = objection(to: signer, by: rule, at: instant, author: author) {
            return .failure(Rejection(objection.code, origin: candidate.origin, objection.message))
        }
        if let fault = contradiction(in: candidate, by: maker, at: instant) {
            return .failure(Rejection(fault, origin: candidate.origin))
        }
        return .success(SignerCount.Signer(id: signer.id, mark: .key(maker)))
    }

    /// Whose signature it is. Tries every key, each once: the hint may lie, and must not choose.
    private func maker(of candidate: SignatureCandidate, among signers: [Signer]) -> PublicKey? {
        var tried: Set<PublicKey> = []
        return signers.map(\.key.key).first {
            tried.insert($0).inserted && candidate.message.isSigned(candidate.signature, by: $0)
        }
    }

    /// Log entries, timestamps and a digest beside a good signature add nothing to it here; one that is about something
    /// else says that somebody put the bundle together from parts.
    private func contradiction(
        in candidate: SignatureCandidate, by key: PublicKey, at instant: Instant
    ) -> Diagnostic? {
        if let claimed = candidate.claimed, let actual = candidate.message.digest(claimed.algorithm), actual != claimed
        {
            return SigstoreFault.artifactDigest.diagnostic("the bundle is over \(claimed), the artifact is \(actual)")
        }
        guard case .key(_, let evidence?) = candidate.maker else { return nil }
        do throws(Diagnostic) {
            _ = try sigstore.check(evidence, over: candidate.message, by: key, at: instant)
            return nil
        } catch {
            return error
        }
    }

    /// Why a listed signer's good signature still does not count.
    private func objection(
        to signer: Signer, by rule: TrustRule, at instant: Instant, author: String?
    ) -> (code: Rejection.Code, message: String)? {
        // A key is revoked under all its names as soon as it is under one: what was stolen is the key.
        let revoked = allSigners.first { $0.key.key == signer.key.key && $0.key.standing(at: instant) == .revoked }
        if let revoked, let revokedAt = revoked.key.revokedAt {
            let reason = revoked.key.reason.map { ": \($0)" } ?? ""
            return (.keyRevoked, "signed by `\(revoked.id)`, which was revoked at \(revokedAt)\(reason)")
        }
        switch signer.key.standing(at: instant) {
        case .good, .revoked: break
        case .notYetValid:
            let from = signer.key.validFrom.map { " until \($0)" } ?? ""
            return (.outsideValidity, "signed by `\(signer.id)`, which is not valid\(from)")
        case .expired:
            let until = signer.key.validUntil.map { " at \($0)" } ?? ""
            return (.outsideValidity, "signed by `\(signer.id)`, whose validity ended\(until)")
        }
        guard rule.requirement.notAuthor else { return nil }
        guard let author else {
            return (.authorUnknown, "rule `\(rule.id)` excludes the author, and it is not known who that is")
        }
        let isAuthor = signer.id == author || allSigners.contains { $0.id == author && $0.key.key == signer.key.key }
        return isAuthor ? (.authorSigned, "signed by `\(signer.id)`, who is also its author") : nil
    }

    /// Names a signature none of the listed keys made, as far as that can be known.
    ///
    /// A changed message and a stranger's signature look alike. Only where the signature claims a listed key, or only
    /// one key is listed, is there a key that should have made it, and "bad" is the honest word
    /// (Docs/decisions/0008). Either way the signature is refused.
    private func unmatched(_ candidate: SignatureCandidate, by rule: TrustRule, listed: [Signer]) -> Rejection {
        if let other = allSigners.first(where: { candidate.message.isSigned(candidate.signature, by: $0.key.key) }) {
            return Rejection(
                .untrustedSigner, origin: candidate.origin,
                "signed by `\(other.id)`, which rule `\(rule.id)` does not list")
        }
        if case .key(let hint, _) = candidate.maker, let claimed = listed.first(where: { Self.names($0, hint) }) {
            return Rejection(
                .badSignature, origin: candidate.origin, "claims the key `\(claimed.id)`, which did not make it")
        }
        if let only = listed.first, Set(listed.map(\.key.key)).count == 1, identities(of: rule.requirement).isEmpty {
            return Rejection(
                .badSignature, origin: candidate.origin,
                "not made by `\(only.id)`, the only key rule `\(rule.id)` lists")
        }
        return Rejection(.untrustedSigner, origin: candidate.origin, "no trusted key matches the signature")
    }

    /// The ways producers name a key: our id, the fingerprint in hex or as a digest, and cosign's base 64 of it.
    private static func names(_ signer: Signer, _ hint: String?) -> Bool {
        guard let hint, !hint.isEmpty else { return false }
        let fingerprint = signer.key.key.id
        return [signer.id, fingerprint.hex, fingerprint.description, Base64.encode(fingerprint.bytes)].contains(hint)
    }
}
