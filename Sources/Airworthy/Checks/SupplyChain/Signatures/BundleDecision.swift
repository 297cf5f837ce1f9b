public import Trust

/// Whether a file of bundles, usually of one, shows that one artifact was signed by whom the policy wants, with
/// everything that was established.
public struct BundleDecision: Sendable {
    /// Why not; nil when it is believed.
    public let refusal: Diagnostic?
    /// Ids of the policy's signers.
    public let signers: [String]
    /// Who the certificate of the first signature that counts names; of the first at all where none does, whether or
    /// not the policy accepts them.
    public let established: EstablishedSigner?
    /// Signatures beside those that count, and why they do not. They take nothing away; they are worth a look.
    public let rejected: [Rejection]
    private let name: String
    private let predicateType: String?

    /// - Parameters:
    ///   - file: the path rules with `blobs` are looked up for.
    ///   - predicateType: the type a statement must have; nil for any.
    public init(
        _ bytes: [UInt8], name: String, artifact: SignedMessage, file: String, predicateType: String?,
        trust: TrustPolicy, at instant: Instant
    ) {
        self.name = name
        var review: BundleReview?
        do {
            let found = try BundleReview(
                bytes, name: name, artifact: artifact, predicateType: predicateType, trust: trust, at: instant)
            review = found
            let rules = try Self.rules(of: trust, for: file, predicateType, name)
            let ruling = try found.judge(by: rules)
            let counted = found.readings.first { ruling.accepted.contains($0.reading.candidate.origin) }
            self.predicateType = try counted?.reading.requireAbout(artifact, type: predicateType)
            established = try? counted?.signature.established?.get()
            (signers, rejected) = (ruling.signers, ruling.rejected)
            refusal = signers.isEmpty ? Diagnostic("no-signature", "nobody signed") : nil
            return
        } catch let error as VerificationRefusal {
            let first = error.rejections.first
            refusal = Diagnostic(
                first.detail ?? first.code.rawValue, "\(first.origin): \(first.message)", at: .path(name),
                remedy: SignatureFault(first.code).remedy, notes: error.rejections.rest.map(\.description))
        } catch let error as Diagnostic {
            refusal = error
        } catch {
            preconditionFailure("a bundle was refused with something else: \(error)")
        }
        (signers, rejected, self.predicateType) = ([], [], nil)
        established = review?.readings.lazy.compactMap { try? $0.signature.established?.get() }.first
    }

    private static func rules(
        of trust: TrustPolicy, for file: String, _ predicateType: String?, _ name: String
    ) throws(VerificationRefusal) -> NonEmpty<TrustRule> {
        if let predicateType {
            if let rules = NonEmpty(trust.rules(forPredicate: predicateType)) { return rules }
            throw VerificationRefusal(.noRule, origin: name, "no rule of the trust policy covers `\(predicateType)`")
        }
        do throws(SignatureRules.Refusal) {
            return try SignatureRules.covering(file: file, named: nil, in: trust).get()
        } catch {
            throw VerificationRefusal(.noRule, origin: name, error.message)
        }
    }

    public var lines: [String] {
        guard refusal == nil else { return [] }
        var lines = ["✔ signed by \(signers.joined(separator: ", "))" + (predicateType.map { ", \($0)" } ?? "")]
        if let established {
            lines.append("  as \(established.identity.subject), says \(established.identity.issuer)")
            lines += established.times.map { "  at \($0.instant), says \($0.source)" }
            lines += established.logEntries.map {
                "  entry \($0.index) of \($0.log)" + ($0.isProven ? "" : ", by promise")
            }
            lines += established.notes.map { "  passed over: \($0)" }
        }
        return lines + rejected.map { "  does not count: \($0)" }
    }

    public var json: JSON {
        .members([
            "verified": .bool(refusal == nil),
            "signers": .array(signers.map(JSON.string)),
            "predicateType": predicateType.map(JSON.string),
            "refusal": refusal.map { refusal in
                .members([
                    "code": .string(refusal.code), "message": .string(refusal.message),
                    "remedy": refusal.remedy.map(JSON.string), "notes": .array(refusal.notes.map(JSON.string)),
                ])
            },
            "certificate": established?.json,
            "rejected": .array(rejected.map(\.json)),
        ])
    }
}
