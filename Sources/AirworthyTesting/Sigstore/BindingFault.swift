import Trust

/// Evidence that is real, but about something else.
public enum BindingFault: String, Sendable, CaseIterable {
    case entryForOtherArtifact, entryWithOtherSignature, entryWithOtherCertificate, integratedTimeChanged
    case bodyReencoded, promiseOverShardIndex

    var card: SigstoreFaultCard {
        switch self {
        case .entryForOtherArtifact: .init("B1", .plan { $0.entries[0].subject = .otherArtifact })
        case .entryWithOtherSignature: .init("B2", .plan { $0.entries[0].subject = .otherSignature })
        case .entryWithOtherCertificate: .init("B3", .plan { $0.entries[0].subject = .otherCertificate })
        case .integratedTimeChanged: .init("B4", .parts { $0.entries[0].integratedTime? += 60 })
        case .bodyReencoded:
            .init("B5", .parts { $0.entries[0].body.insert(UInt8(ascii: " "), at: 1) })
        case .promiseOverShardIndex: .init("B6", .plan { $0.entries[0].promisesShardIndex = true })
        }
    }
}
