import Trust

/// Certificates and signatures with something wrong about them.
public enum CertificateFault: String, Sendable, CaseIterable {
    case intermediateExpired, leafIsAuthority, noPurpose, serverPurpose, authorityNotYetTrusted, nameConstraintViolated
    case signedByNamesake, namesNotCritical, selfMadeChain, authorityRetired, p384WithSHA256, p521WithSHA256, weakRSA
    case highS, signatureTrailingByte, signaturePaddedInteger, signatureZeroR, certificateTrailingByte

    private static let day = Duration.seconds(86_400)

    var card: SigstoreFaultCard {
        switch self {
        case .intermediateExpired: .init("C1", .plan { $0.authorities.intermediateEnd = $0.signedAt - Self.day })
        case .leafIsAuthority: .init("C2", .plan { $0.leaf.isCA = true })
        case .noPurpose: .init("C3", .plan { $0.leaf.purposes = nil })
        case .serverPurpose: .init("C3", .plan { $0.leaf.purposes = ["1.3.6.1.5.5.7.3.1"] })
        case .authorityNotYetTrusted: .init("C4", .plan { $0.trust.fulcio.start = $0.signedAt + Self.day })
        case .nameConstraintViolated:
            .init(
                "C5",
                .plan {
                    $0.authorities.intermediateExtensions = [CertificateExtension.permittingURIs(of: "example.org")]
                }
            )
        case .signedByNamesake: .init("C6", .plan { $0.leafIssuer = .namesake })
        case .namesNotCritical: .init("C7", .plan { $0.leaf.areNamesCritical = false })
        case .selfMadeChain: .init("C8", in: .chained, .plan { $0.leafIssuer = .selfMade })
        case .authorityRetired: .init("C9", .plan { $0.trust.fulcio.end = $0.signedAt - Self.day })
        case .p384WithSHA256: .init("C10", is: .accepted, in: .with { $0.key = .p384SHA256 })
        case .p521WithSHA256: .init("C10", is: .accepted, in: .with { $0.key = .p521SHA256 })
        case .weakRSA: .init("C11", in: .with { $0.key = .rsa2048 }, .plan { $0.leafKey = .weakRSA })
        case .highS: spelt(.highS, is: .accepted)
        case .signatureTrailingByte: spelt(.trailingByte)
        case .signaturePaddedInteger: spelt(.paddedInteger)
        case .signatureZeroR: spelt(.zeroR)
        case .certificateTrailingByte: .init("C13", .plan { $0.leafTrailer = [0] })
        }
    }

    private func spelt(
        _ spelling: SignatureSpelling, is expectation: SigstoreSpecimen.Expectation = .refused
    ) -> SigstoreFaultCard {
        .init("C12", is: expectation, .plan { $0.spelling = spelling })
    }
}
