import Trust

/// Evidence that is real, but about something else.
public enum BindingFault: String, Sendable, CaseIterable {
    case entryForOtherArtifact, entryWithOtherSignature, entryWithOtherCertificate, integratedTimeChanged
    case bodyReencoded, promiseOverShardIndex
    case payloadForOtherImage, payloadWithoutImage, payloadWithTwoImages, payloadOfOtherType
    case annotationForOtherPayload, keyInPlaceOfCertificate

    private static let payload = SigstoreShape.with { $0.artifact = .simpleSigning }

    var card: SigstoreFaultCard {
        switch self {
        case .entryForOtherArtifact: .init("B1", .plan { $0.entries[0].subject = .otherArtifact })
        case .entryWithOtherSignature: .init("B2", .plan { $0.entries[0].subject = .otherSignature })
        case .entryWithOtherCertificate: .init("B3", .plan { $0.entries[0].subject = .otherCertificate })
        case .integratedTimeChanged: .init("B4", .parts { $0.entries[0].integratedTime? += 60 })
        case .bodyReencoded: .init("B5", .parts { $0.entries[0].body.insert(UInt8(ascii: " "), at: 1) })
        case .promiseOverShardIndex: .init("B6", .plan { $0.entries[0].promisesShardIndex = true })
        case .payloadForOtherImage:
            .init("B7", in: Self.payload, Self.rewrite(SigstorePlan.image.hex, as: Digest.of([UInt8]()).hex))
        case .payloadWithoutImage: .init("B8", in: Self.payload, Self.rewrite(Self.image, as: ""))
        case .payloadWithTwoImages:
            .init(
                "B8", in: Self.payload,
                Self.rewrite(Self.image, as: Self.image(Digest.of([UInt8]())) + "," + Self.image))
        case .payloadOfOtherType:
            .init("B9", in: Self.payload, Self.rewrite("cosign container image", as: "atomic container"))
        case .annotationForOtherPayload:
            .init(
                "B12", form: .legacy,
                .plan {
                    var other = $0.entries[0]
                    other.subject = .otherArtifact
                    $0.entries.append(other)
                },
                .parts { $0.legacy.rekorBundle = $0.entries.removeLast().annotation })
        // Signed with a key nobody asked for, logged as such: only the identity is missing (GHSA-fx35-mq7g-6g98).
        case .keyInPlaceOfCertificate: .init("B13", in: .with { $0.material = .publicKey }, form: .legacy)
        }
    }

    private static let image = image(SigstorePlan.image)

    private static func image(_ digest: Digest) -> String { "\"docker-manifest-digest\":\"\(digest)\"" }

    /// Changes what is signed.
    private static func rewrite(_ text: String, as other: String) -> SigstoreEdit {
        .plan {
            $0.artifact = Array(String(decoding: $0.artifact, as: UTF8.self).replacing(text, with: other).utf8)
        }
    }
}
