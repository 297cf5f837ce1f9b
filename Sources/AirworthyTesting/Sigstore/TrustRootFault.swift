import Trust

/// Trusted roots that say too little, too much, or what belongs to another instance.
public enum TrustRootFault: String, Sendable, CaseIterable {
    case logWithoutStart, authorityWithoutStart, logEndInclusive, logEnded, logNotBegun, fractionOfSecond
    case overlappingAuthorities, logIDTwice, newRootMediaType, unknownRootMediaType, noCTLogs, twoLogsOfOneOperator
    case otherInstance

    var card: SigstoreFaultCard {
        switch self {
        case .logWithoutStart:
            .init("K1", .root { (root, _) in root["tlogs"]?[0]?["publicKey"]?["validFor"]?["start"] = nil })
        case .authorityWithoutStart:
            .init("K1", .root { (root, _) in root["certificateAuthorities"]?[0]?["validFor"]?["start"] = nil })
        case .logEndInclusive: .init("K2", is: .accepted, .plan { $0.trust.rekor.end = $0.signedAt })
        case .logEnded: .init("K2", .plan { $0.trust.rekor.end = $0.signedAt - .seconds(1) })
        case .logNotBegun: .init("K2", .plan { $0.trust.rekor.start = $0.signedAt + .seconds(1) })
        case .fractionOfSecond:
            .init("K3", is: .accepted, .plan { $0.trust.rekor.end = $0.signedAt + .milliseconds(999) })
        case .overlappingAuthorities:
            .init(
                "K4", is: .accepted,
                .root { (root, press) in
                    let ended = TrustPlan.Window(
                        start: press.plan.trust.fulcio.start, end: press.plan.signedAt - .seconds(60))
                    guard let present = root["certificateAuthorities"]?[0] else { return }
                    var retired = present
                    retired["validFor"] = ended.json
                    root["certificateAuthorities"] = [retired, present]
                })
        case .logIDTwice:
            .init(
                "K5",
                .root { (root, press) in
                    guard let present = root["tlogs"]?[0] else { return }
                    var impostor = press.log(press.rekor(.unknown))
                    impostor["logId"] = present["logId"]
                    root["tlogs"] = [impostor, present]
                })
        case .newRootMediaType: .init("K6", is: .accepted, in: .with { $0.rootMediaType = .v01 })
        case .unknownRootMediaType:
            .init("K6", .root { (root, _) in root["mediaType"] = "application/vnd.dev.sigstore.trustedroot.v9+json" })
        case .noCTLogs: .init("K7", .root { (root, _) in root["ctlogs"] = [] })
        case .twoLogsOfOneOperator:
            .init(
                "K8", thresholds: .init(logs: 2), .entry { $0.log = .sibling },
                .root { (root, press) in root["tlogs"]?[2] = press.log(press.rekor(.sibling)) })
        case .otherInstance:
            .init(
                "K10",
                .root { (root, press) throws(Diagnostic) in
                    root = try SigstorePress(press.plan, keys: SigstoreKeys()).trustedRoot()
                })
        }
    }
}
