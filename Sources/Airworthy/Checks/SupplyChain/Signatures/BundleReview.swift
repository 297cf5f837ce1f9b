import Trust

/// Every signature in a file of bundles, judged for one artifact. Each stands for itself: a line that cannot be read, or
/// that is about something else, takes nothing from the others, and is told beside them.
struct BundleReview {
    /// What one or several rules say of them all.
    struct Ruling {
        /// Ids of the policy's signers, each once.
        var signers: [String] = []
        /// Origins of the signatures that count.
        var accepted: Set<String> = []
        /// Each that counts for no rule, once, in the order of the file.
        var rejected: [Rejection] = []
    }

    let readings: [(reading: BundleReading, signature: ExaminedSignature)]
    private let unreadable: [Rejection]
    private let places: [String: Int]
    private let artifact: SignedMessage
    private let predicateType: String?
    private let trust: TrustPolicy
    private let instant: Instant

    /// Throws `too-many-candidates`, and for a file of one document what is wrong with it.
    init(
        _ bytes: [UInt8], name: String, artifact: SignedMessage, predicateType: String?, trust: TrustPolicy,
        at instant: Instant
    ) throws(Diagnostic) {
        let entries = try SignedDocuments(bytes, name: name).entries
        var readings: [(BundleReading, ExaminedSignature)] = []
        var unreadable: [Rejection] = []
        for entry in entries {
            do throws(Diagnostic) {
                let reading = try BundleReading(entry.document.get(), origin: entry.origin, artifact: artifact)
                readings.append((reading, trust.examine(reading.candidate, at: instant)))
            } catch {
                guard entries.count > 1 else { throw error }
                unreadable.append(
                    Rejection(.malformedSignature, origin: entry.origin, error.message, detail: error.code))
            }
        }
        self.readings = readings
        self.unreadable = unreadable
        places = Dictionary(
            entries.array.enumerated().map { ($1.origin, $0) }, uniquingKeysWith: { first, _ in first })
        self.artifact = artifact
        self.predicateType = predicateType
        self.trust = trust
        self.instant = instant
    }

    /// All rules must be satisfied, each by whichever of the signatures.
    func judge(by rules: NonEmpty<TrustRule>) throws(VerificationRefusal) -> Ruling {
        var whole = Ruling()
        for rule in rules {
            let ruling = try judge(by: rule)
            whole.signers += ruling.signers.filter { !whole.signers.contains($0) }
            whole.accepted.formUnion(ruling.accepted)
            whole.rejected += ruling.rejected.filter { !whole.rejected.contains($0) }
        }
        whole.rejected.removeAll { whole.accepted.contains($0.origin) }
        return whole
    }

    /// Signatures are judged first; only what holds is read, and what turns out to be about something else is taken away
    /// before signers are counted again.
    private func judge(by rule: TrustRule) throws(VerificationRefusal) -> Ruling {
        let signed = trust.judge(readings.map(\.signature), by: rule, at: instant)
        let holding = Set(signed.accepted.map(\.origin))
        var rejected = unreadable + signed.rejected
        var sound: [ExaminedSignature] = []
        for (reading, signature) in readings where holding.contains(reading.candidate.origin) {
            do throws(VerificationRefusal) {
                _ = try reading.requireAbout(artifact, type: predicateType)
                sound.append(signature)
            } catch {
                rejected += error.rejections.array
            }
        }
        rejected.sort { places[$0.origin, default: 0] < places[$1.origin, default: 0] }
        let counted = trust.judge(sound, by: rule, at: instant)
        guard counted.isSatisfied, !counted.accepted.isEmpty else {
            let shortfall = counted.shortfall.map { [$0] } ?? []
            // That nobody is left to count says less than why.
            let reasons = counted.accepted.isEmpty && !rejected.isEmpty ? rejected : shortfall + rejected
            guard let reasons = NonEmpty(reasons) else {
                preconditionFailure("a rule that is not satisfied says why")
            }
            throw VerificationRefusal(reasons)
        }
        return Ruling(signers: counted.signers, accepted: Set(counted.accepted.map(\.origin)), rejected: rejected)
    }
}
