public import Trust

/// Whether one bundle shows that one artifact was signed by whom the policy wants, with everything that was
/// established.
public struct BundleDecision: Sendable {
    /// Why not; nil when it is believed.
    public let refusal: Diagnostic?
    /// Ids of the policy's signers.
    public let signers: [String]
    /// Who the certificate names, whether or not the policy accepts them.
    public let established: EstablishedSigner?
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
        var established: EstablishedSigner?
        do {
            let reading = try BundleReading(bytes, name: name, artifact: artifact)
            let examined = trust.examine(reading.candidate, at: instant)
            established = try? examined.established?.get()
            let rules = predicateType.map { trust.rules(forPredicate: $0) } ?? trust.rules(forBlob: file)
            guard let rules = NonEmpty(rules) else {
                throw VerificationRefusal(
                    .noRule, origin: name, "no rule of the trust policy covers `\(predicateType ?? file)`")
            }
            let judgements = rules.map { trust.judge([examined], by: $0, at: instant) }
            for judgement in judgements where !judgement.isSatisfied {
                let shortfall = judgement.shortfall.map { [$0] } ?? []
                guard let reasons = NonEmpty(judgement.rejected.isEmpty ? shortfall : judgement.rejected) else {
                    preconditionFailure("a rule that is not satisfied says why")
                }
                throw VerificationRefusal(reasons)
            }
            self.predicateType = try reading.requireAbout(artifact, type: predicateType)
            signers = judgements.flatMap(\.signers).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
            refusal = signers.isEmpty ? Diagnostic("no-signature", "nobody signed") : nil
        } catch let error as VerificationRefusal {
            let first = error.rejections.first
            (signers, self.predicateType) = ([], nil)
            refusal = Diagnostic(
                first.detail ?? first.code.rawValue, "\(name): \(first.message)", at: .path(name),
                remedy: SignatureFault(first.code).remedy, notes: error.rejections.rest.map(\.description))
        } catch let error as Diagnostic {
            (signers, self.predicateType) = ([], nil)
            refusal = error
        } catch {
            preconditionFailure("a bundle was refused with something else: \(error)")
        }
        self.established = established
    }

    public var lines: [String] {
        guard refusal == nil else { return [] }
        var lines = ["✔ signed by \(signers.joined(separator: ", "))" + (predicateType.map { ", \($0)" } ?? "")]
        guard let established else { return lines }
        lines.append("  as \(established.identity.subject), says \(established.identity.issuer)")
        lines += established.times.map { "  at \($0.instant), says \($0.source)" }
        lines += established.logEntries.map { "  entry \($0.index) of \($0.log)" + ($0.isProven ? "" : ", by promise") }
        lines += established.notes.map { "  passed over: \($0)" }
        return lines
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
        ])
    }
}
