import Trust

/// Statements that are signed and are not what they are taken for.
public enum PredicateFault: String, Sendable, CaseIterable {
    case provenanceAsSignature, payloadTypeOfJSON, typeWithoutUnderscore, typeInCapitals, predicateTypeInCapitals
    case subjectTwice, predicateTypeTwice, predicateAbsent, predicateNull, tooManySubjects, tooManyDigests
    case digestOfSHA1, digestInUpperCase, digestTruncated, digestUnderOtherName, payloadNotJSON

    private static let provenance = "https://slsa.dev/provenance/v1"
    private static let otherSubject = "{\"name\":\"other\",\"digest\":{\"sha256\":\"\(Digest.of([UInt8]()).hex)\"}}"

    var card: SigstoreFaultCard {
        switch self {
        case .provenanceAsSignature: statement("P1") { $0.predicateType = Self.provenance }
        case .payloadTypeOfJSON:
            .init("P3", in: .attestation, .plan { $0.payloadType = "application/json" })
        case .typeWithoutUnderscore: statement("P4") { $0.typeMember = "type" }
        case .typeInCapitals: statement("P5") { $0.typeMember = "_Type" }
        case .predicateTypeInCapitals: statement("P5") { $0.predicateTypeMember = "PredicateType" }
        case .subjectTwice: statement("P6") { $0.leading = ["\"subject\":[\(Self.otherSubject)]"] }
        case .predicateTypeTwice: statement("P6") { $0.leading = ["\"predicateType\":\"\(Self.provenance)\""] }
        case .predicateAbsent: statement("P7", is: .accepted) { $0.predicate = nil }
        case .predicateNull: statement("P7", is: .accepted) { $0.predicate = "null" }
        case .tooManySubjects:
            statement("P8") { $0.otherSubjects = Array(repeating: Self.otherSubject, count: Statement.maximumSubjects) }
        case .tooManyDigests:
            statement("P8") { statement in
                for number in 1...Statement.maximumDigests { statement.digests += ",\"hash\(number)\":\"00\"" }
            }
        case .digestOfSHA1: digest { "\"sha1\":\"\(Hex.encode(SHA1.of($0)))\"" }
        case .digestInUpperCase: digest { "\"sha256\":\"\(Digest.of($0).hex.uppercased())\"" }
        case .digestTruncated: digest { "\"sha256\":\"\(Digest.of($0).hex.dropLast(2))\"" }
        case .digestUnderOtherName: statement("P10") { $0.digests.replace("sha256", with: "sha3_256") }
        case .payloadNotJSON: .init("P11", in: .attestation, .plan { $0.payload = Array("not a statement".utf8) })
        }
    }

    private func statement(
        _ row: String, is expectation: SigstoreSpecimen.Expectation = .refused,
        _ change: @escaping (inout StatementText) -> Void
    ) -> SigstoreFaultCard {
        .init(row, is: expectation, in: .attestation, .statement(change))
    }

    private func digest(_ text: @escaping ([UInt8]) -> String) -> SigstoreFaultCard {
        .init(
            "P9", in: .attestation,
            .plan {
                var statement = StatementText(about: Digest.of($0.artifact))
                statement.digests = text($0.artifact)
                $0.payload = statement.bytes
            })
    }
}
