import Trust

/// Signing times that are absent, forged, or outside what they must lie in.
public enum TimeFault: String, Sendable, CaseIterable {
    case promiseOutsideCertificate, timestampOutsideCertificate, onlyPromiseOutsideCertificate
    case timestampAtNotAfter, promiseAtNotAfter, timestampAtAuthorityEnd, timestampAfterAuthorityEnd
    case noTime, promiseForged, twoTimestampsOfOneAuthority, unknownAuthorityBeside, unknownAuthorityAlone
    case purposeNotCritical, purposeBesideAnother, imprintOfSHA1, strangerBehindAuthority, statusRejection
    case anotherCertificateNamed, noCertificateNamed, certificateNamedBySHA1
    case tooManyTimestamps, imprintOverArtifact, publicKeyEnded

    /// More than the 32 others look at.
    private static let tooMany = 33
    private static let day = Duration.seconds(86_400)
    /// Rekor v1 without its promise: time comes from the token alone.
    private static let token = SigstoreShape.with { $0.time = .timestamp }

    var card: SigstoreFaultCard {
        switch self {
        case .promiseOutsideCertificate:
            .init("T1", in: .timestamped, .plan { $0.entries[0].integratedTime = $0.signedAt + Self.day })
        case .timestampOutsideCertificate:
            .init("T1", in: .timestamped, .plan { $0.timestamps[0].instant = $0.signedAt + Self.day })
        case .onlyPromiseOutsideCertificate:
            .init("T1", .plan { $0.entries[0].integratedTime = $0.signedAt + Self.day })
        case .timestampAtNotAfter:
            .init("T2", is: .accepted, in: Self.token, .plan { $0.timestamps[0].instant = $0.leaf.notAfter })
        case .promiseAtNotAfter: .init("T2", is: .accepted, .plan { $0.entries[0].integratedTime = $0.leaf.notAfter })
        case .timestampAtAuthorityEnd:
            .init("T2", is: .accepted, in: Self.token, .plan { $0.trust.timestamps.end = $0.timestamps[0].instant })
        case .timestampAfterAuthorityEnd:
            .init("T2", in: Self.token, .plan { $0.trust.timestamps.end = $0.timestamps[0].instant - .seconds(1) })
        case .noTime: .init("T3", in: Self.token, .plan { $0.timestamps = [] })
        case .promiseForged:
            // Signed for the day after; the day itself is only claimed.
            .init(
                "T4", .plan { $0.entries[0].integratedTime = $0.signedAt + Self.day },
                .parts { $0.entries[0].integratedTime? -= 86_400 })
        case .twoTimestampsOfOneAuthority:
            .init(
                "T5", in: Self.token, thresholds: .init(timestamps: 2),
                .timestamp { $0.instant = $0.instant + .seconds(1) })
        case .unknownAuthorityBeside:
            .init("T6", is: .accepted, in: Self.token, .timestamp { $0.authority = .unknown })
        case .unknownAuthorityAlone: .init("T6", in: Self.token, .plan { $0.timestamps[0].authority = .unknown })
        case .purposeNotCritical: .init("T7", in: Self.token, .plan { $0.timestamping.arePurposesCritical = false })
        case .purposeBesideAnother:
            .init("T7", in: Self.token, .plan { $0.timestamping.purposes.append(VirtualFulcio.codeSigning) })
        case .imprintOfSHA1: .init("T8", in: Self.token, .plan { $0.timestamps[0].hash = .sha1 })
        case .strangerBehindAuthority:
            .init("T9", in: Self.token, .plan { $0.timestamps[0].signer = .strangerBehindAuthority })
        case .anotherCertificateNamed: .init("T9", in: Self.token, .plan { $0.timestamps[0].naming = .anothers })
        case .noCertificateNamed: .init("T9", in: Self.token, .plan { $0.timestamps[0].naming = .none })
        case .certificateNamedBySHA1: .init("T9", in: Self.token, .plan { $0.timestamps[0].naming = .bySHA1 })
        case .statusRejection: .init("T10", in: Self.token, .plan { $0.timestamps[0].status = 2 })
        case .tooManyTimestamps:
            .init(
                "T11", in: Self.token,
                .plan { plan in
                    plan.timestamps = (0..<Self.tooMany).map { second in
                        TimestampPlan(instant: plan.signedAt + .seconds(second))
                    }
                })
        case .imprintOverArtifact: .init("T12", in: Self.token, .plan { $0.timestamps[0].subject = .artifact })
        case .publicKeyEnded: .init("T13", in: .with { $0.material = .publicKey }, publicKeyEnd: .seconds(-86_400))
        }
    }
}
