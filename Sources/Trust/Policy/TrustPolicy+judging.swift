extension TrustPolicy {
    private typealias Signer = (id: String, key: TrustedKey)
    /// Why a listed signer's good signature still does not count.
    typealias Objection = (code: Rejection.Code, message: String)

    /// Establishes once what every rule will ask about a candidate.
    public func examine(_ candidate: SignatureCandidate, at instant: Instant) -> ExaminedSignature {
        guard case .certificate(let material) = candidate.maker else {
            return ExaminedSignature(candidate: candidate, established: nil, elsewhere: [])
        }
        do throws(Diagnostic) {
            let signers = try sigstore.establish(
                material, over: candidate.message, claimed: candidate.claimed, at: instant,
                byEveryRoot: identities.contains { $0.trustedRoot != nil })
            return ExaminedSignature(
                candidate: candidate, established: .success(signers.first), elsewhere: signers.rest)
        } catch {
            return ExaminedSignature(candidate: candidate, established: .failure(error), elsewhere: [])
        }
    }

    /// ``judge(_:by:at:authors:)-([ExaminedSignature],_,_,_)`` for candidates that no other rule is asked about.
    public func judge(
        _ candidates: [SignatureCandidate], by rule: TrustRule, at instant: Instant, authors: Set<String> = []
    ) -> Judgement {
        judge(candidates.map { examine($0, at: instant) }, by: rule, at: instant, authors: authors)
    }

    /// Holds every candidate against one rule. Never stops at the first good signature, so that the report is whole.
    ///
    /// - Parameters:
    ///   - instant: the instant of the decision. Who is revoked by then counts for nothing. Validity is held against the
    ///     trusted times of a signature, and against this instant where there are none: what a document says about its
    ///     own signing time is not evidence.
    ///   - authors: ids of everybody who made the thing signed. Where the rule excludes the author and this is empty,
    ///     good signatures are refused as `author-unknown`. All at once: asked once for each, two authors who both sign
    ///     would count for one another.
    public func judge(
        _ signatures: [ExaminedSignature], by rule: TrustRule, at instant: Instant, authors: Set<String> = []
    ) -> Judgement {
        let listed = signers(of: rule.requirement)
        var accepted: [(signer: SignerCount.Signer, origin: String)] = []
        var rejected: [Rejection] = []
        for signature in signatures {
            let origin = signature.candidate.origin
            let ruling: Result<SignerCount.Signer, Rejection>
            switch signature.established {
            case nil: ruling = judge(signature.candidate, by: rule, listed: listed, at: instant, authors: authors)
            case .failure(let diagnostic): ruling = .failure(Rejection(diagnostic, origin: origin))
            case .success(let signer):
                ruling = judge(signer, of: signature, by: rule, at: instant, authors: authors)
            }
            switch ruling {
            case .success(let signer): accepted.append((signer, origin))
            case .failure(let rejection): rejected.append(rejection)
            }
        }
        let count = SignerCount(accepted.map(\.signer))
        return Judgement(
            rule: rule,
            accepted: accepted.map { Judgement.Acceptance(signer: count.id(of: $0.signer), origin: $0.origin) },
            rejected: rejected, signers: count.ids)
    }

    // MARK: - Keys

    private func judge(
        _ candidate: SignatureCandidate, by rule: TrustRule, listed: [Signer], at instant: Instant,
        authors: Set<String>
    ) -> Result<SignerCount.Signer, Rejection> {
        guard let maker = maker(of: candidate, among: listed) else {
            return .failure(unmatched(candidate, by: rule, listed: listed))
        }
        if let revocation = revocation(of: maker, at: instant) {
            return .failure(Rejection(.keyRevoked, origin: candidate.origin, revocation))
        }
        let times: [Instant]
        do throws(Diagnostic) {
            times = try trustedTimes(beside: candidate, by: maker, at: instant)
        } catch {
            return .failure(Rejection(error, origin: candidate.origin))
        }
        let known = listed.filter { $0.key.key == maker }
        guard let signer = known.first(where: { lapse(of: $0, at: times) == nil }) ?? known.first else {
            preconditionFailure("a maker was found among signers that are not there")
        }
        if let lapse = lapse(of: signer, at: times) {
            return .failure(Rejection(.outsideValidity, origin: candidate.origin, lapse))
        }
        func isAuthor() -> Bool { allSigners.contains { authors.contains($0.id) && $0.key.key == maker } }
        if let objection = objection(to: signer.id, by: rule, authors: authors, isAuthor: isAuthor) {
            return .failure(Rejection(objection.code, origin: candidate.origin, objection.message))
        }
        return .success(SignerCount.Signer(ids: NonEmpty(signer.id), mark: .key(maker)))
    }

    /// Whose signature it is. Tries every key, each once: the hint may lie, and must not choose.
    private func maker(of candidate: SignatureCandidate, among signers: [Signer]) -> PublicKey? {
        var tried: Set<PublicKey> = []
        return signers.map(\.key.key).first {
            tried.insert($0).inserted && candidate.message.isSigned(candidate.signature, by: $0)
        }
    }

    /// When the key must have been valid: at every instant somebody trusted says the signature existed, or without one
    /// at the instant asked about, because nobody but the signer says when it was made.
    ///
    /// Log entries, timestamps and a digest beside a good signature add nothing else to it here; one that is about
    /// something else says that somebody put the bundle together from parts, and refuses it.
    private func trustedTimes(
        beside candidate: SignatureCandidate, by key: PublicKey, at instant: Instant
    ) throws(Diagnostic) -> [Instant] {
        if let claimed = candidate.claimed, let actual = candidate.message.digest(claimed.algorithm), actual != claimed
        {
            throw SigstoreRefusal.artifactDigest.diagnostic("the bundle is over \(claimed), the artifact is \(actual)")
        }
        guard case .key(_, let evidence?) = candidate.maker else { return [instant] }
        let times = try sigstore.check(evidence, over: candidate.message, by: key, at: instant).map(\.instant)
        return times.isEmpty ? [instant] : times
    }

    /// A key is revoked under all its names as soon as it is under one, whenever it signed: what was stolen is the key.
    private func revocation(of key: PublicKey, at instant: Instant) -> String? {
        let revoked = allSigners.first { $0.key.key == key && $0.key.standing(at: instant) == .revoked }
        guard let revoked, let revokedAt = revoked.key.revokedAt else { return nil }
        let reason = revoked.key.reason.map { ": \($0)" } ?? ""
        return "signed by `\(revoked.id)`, which was revoked at \(revokedAt)\(reason)"
    }

    /// Why a key was not valid at one of the times; nil when it was at all of them.
    private func lapse(of signer: Signer, at times: [Instant]) -> String? {
        for time in times {
            if let from = signer.key.validFrom, time < from {
                return "signed by `\(signer.id)`, which is not valid until \(from), and this is of \(time)"
            }
            if let until = signer.key.validUntil, time > until {
                return "signed by `\(signer.id)`, whose validity ended at \(until), and this is of \(time)"
            }
        }
        return nil
    }

    /// Whoever made the thing signed is excluded, under every name they have.
    ///
    /// - Parameter isAuthor: whether the signer answers to the name of one of the authors.
    func objection(
        to id: String, by rule: TrustRule, authors: Set<String>, isAuthor: () -> Bool
    ) -> Objection? {
        guard rule.requirement.notAuthor else { return nil }
        guard !authors.isEmpty else {
            return (.authorUnknown, "rule `\(rule.id)` excludes the author, and it is not known who that is")
        }
        return isAuthor() ? (.authorSigned, "signed by `\(id)`, who is also its author") : nil
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
