import Trust

/// Transparency logs whose proofs, checkpoints or entries do not hold.
public enum LogFault: String, Sendable, CaseIterable {
    case hashCorrupted, proofTooLong, proofTooShort, indexBeyondSize, sizeZero, sizeWithLeadingZero, sizeOverflow
    case shardIndexNegative, globalIndexNegative, originOfOtherLog, carriageReturns, controlCharacter, noBlankLine
    case unknownCosignerFirst, unknownCosignerInRekor1, tooManyCosigners, entryTwice, unknownLogBeside
    case unknownLogAlone, rekor2WithoutTimestamp, memberOrderChanged, earlySpelling, treeOfOne, goodPromiseBadProof
    case badPromiseGoodProof, kindOfOtherEntry, proofAbsent, checkpointAbsent, promiseAbsentInVersionOne

    var card: SigstoreFaultCard {
        switch self {
        case .hashCorrupted: .init("L1", in: .rekor2, .proof { $0.hashes[0][0] ^= 1 })
        case .proofTooLong: .init("L2", in: .rekor2, .proof { $0.hashes.append(Digest.of([UInt8]()).bytes) })
        case .proofTooShort: .init("L2", in: .rekor2, .proof { $0.hashes.removeLast() })
        case .indexBeyondSize: .init("L3", .proof { $0.index += 12 })
        case .sizeZero: checkpoint("L4") { $0.size = "0" }
        case .sizeWithLeadingZero: checkpoint("L4") { $0.leadingZero = true }
        case .sizeOverflow: checkpoint("L4") { $0.size = "9223372036854775808" }
        case .shardIndexNegative: .init("L5", .proof { $0.index = -1 })
        case .globalIndexNegative: .init("L5", .plan { $0.entries[0].globalIndex = -1 })
        case .originOfOtherLog: checkpoint("L6") { $0.origin = "other.example - 1" }
        case .carriageReturns: checkpoint("L7") { $0.text = .carriageReturns }
        case .controlCharacter: checkpoint("L7") { $0.text = .controlCharacter }
        case .noBlankLine: checkpoint("L7") { $0.text = .noBlankLine }
        case .unknownCosignerFirst: checkpoint("L8", is: .accepted, in: .rekor2) { $0.cosigners = 1 }
        case .unknownCosignerInRekor1: checkpoint("L8", is: .accepted) { $0.cosigners = 1 }
        case .tooManyCosigners: checkpoint("L9", in: .rekor2) { $0.cosigners = 100 }
        case .entryTwice: .init("L10", thresholds: .init(logs: 2), .parts { $0.entries.append($0.entries[0]) })
        case .unknownLogBeside: .init("L11", is: .accepted, .entry { $0.log = .unknown })
        case .unknownLogAlone: .init("L11", .plan { $0.entries[0].log = .unknown })
        case .rekor2WithoutTimestamp: .init("L12", in: .rekor2, .plan { $0.timestamps = [] })
        case .memberOrderChanged:
            .init(
                "L13", in: .rekor2,
                .parts {
                    let sorted = "\"apiVersion\":\"0.0.2\",\"kind\":\"hashedrekord\""
                    let swapped = "\"kind\":\"hashedrekord\",\"apiVersion\":\"0.0.2\""
                    let body = String(decoding: $0.entries[0].body, as: UTF8.self)
                    $0.entries[0].body = Array(body.replacing(sorted, with: swapped).utf8)
                })
        case .earlySpelling: .init("L14", in: .rekor2, .plan { $0.entries[0].spelling = .early })
        case .treeOfOne: .init("L15", is: .accepted, .plan { $0.entries[0].isAlone = true })
        case .goodPromiseBadProof: .init("L16", .proof { $0.hashes[0][0] ^= 1 })
        case .badPromiseGoodProof:
            // One bit of `s`, so that it stays DER; time comes from the timestamp.
            .init(
                "L16", in: .timestamped,
                .parts { parts in
                    let last = (parts.entries[0].promise?.count ?? 1) - 1
                    parts.entries[0].promise?[last] ^= 1
                })
        case .kindOfOtherEntry:
            .init(
                "L17",
                .plan {
                    $0.entries[0].kind = "dsse"
                    $0.entries[0].version = "0.0.1"
                })
        case .proofAbsent: .init("2.4", .plan { $0.entries[0].hasProof = false })
        case .checkpointAbsent: .init("2.4", .proof { $0.checkpoint = nil })
        case .promiseAbsentInVersionOne:
            .init(
                "2.4",
                in: .with {
                    $0.version = .v01
                    $0.time = .both
                }, .plan { $0.entries[0].hasPromise = false })
        }
    }

    private func checkpoint(
        _ row: String, is expectation: SigstoreSpecimen.Expectation = .refused, in shape: SigstoreShape = .standard,
        _ change: @escaping (inout CheckpointPlan) -> Void
    ) -> SigstoreFaultCard {
        .init(row, is: expectation, in: shape, .plan { change(&$0.entries[0].checkpoint) })
    }
}
