import Trust

/// Promises of certificate transparency that are missing, forged or about another certificate.
public enum SCTFault: String, Sendable, CaseIterable {
    case sctMissing, sctForged, ctLogRetired, sctFromFuture, sctExtensionsNotSigned, sctExtensionsSigned
    case sctForIssuerOfBundle, twoSCTsOfOneLog, sctAtEndOfLog

    private static let extended = SigstoreShape.with { $0.hasSCTExtensions = true }

    var card: SigstoreFaultCard {
        switch self {
        case .sctMissing: .init("S1", .plan { $0.scts = [] })
        case .sctForged: .init("S2", .plan { $0.scts[0].isForged = true })
        case .ctLogRetired: .init("S3", .plan { $0.trust.ctLog.end = $0.scts[0].instant - .seconds(1) })
        case .sctFromFuture:
            .init("S4", .plan { $0.scts[0].instant = $0.signedAt + .seconds(50 * 365 * 86_400) })
        case .sctExtensionsNotSigned: .init("S5", in: Self.extended, .plan { $0.scts[0].signedExtensions = [] })
        case .sctExtensionsSigned: .init("S5", is: .accepted, in: Self.extended)
        case .sctForIssuerOfBundle: .init("S6", in: .chained, .plan { $0.scts[0].hasWrongIssuer = true })
        case .twoSCTsOfOneLog:
            .init(
                "S7", thresholds: .init(scts: 2),
                .plan { $0.scts.append(.init(instant: $0.scts[0].instant + .seconds(1))) })
        case .sctAtEndOfLog: .init("S8", is: .accepted, .plan { $0.trust.ctLog.end = $0.scts[0].instant })
        }
    }
}
