import Trust

/// Certificates for somebody who is nearly the one expected.
public enum IdentityFault: String, Sendable, CaseIterable {
    case repositoryWithSuffix, repositoryInQuery, lineBreak
    case secondNameMatches, nameOfOtherKind, issuersDisagree, issuerOnlyInOldExtension
    case trailingSlash, otherCase, nulByte, homograph, otherName

    var card: SigstoreFaultCard {
        let subject = SigstorePlan.subject(.uri)
        return switch self {
        case .repositoryWithSuffix: named(subject.replacing("acme/checkout", with: "acme/checkout-evil"), row: "I1")
        case .repositoryInQuery: named("https://evil.example/?x=" + subject, row: "I1")
        case .lineBreak: named("https://evil.example/\n" + subject, row: "I7")
        case .secondNameMatches:
            .init("I2", .plan { $0.leaf.names.insert(FulcioLeaf.name(.uri, "https://evil.example/ci"), at: 0) })
        case .nameOfOtherKind: .init("I3", .plan { $0.leaf.names = [FulcioLeaf.name(.email, subject)] })
        case .issuersDisagree: .init("I4", .plan { $0.leaf.oldIssuer = "https://issuer.example" })
        case .issuerOnlyInOldExtension: .init("I5", is: .accepted, .plan { $0.leaf.newIssuer = nil })
        case .trailingSlash: named(subject + "/")
        case .otherCase: named(subject.replacing("acme", with: "Acme"))
        case .nulByte: named(subject + "\0.evil.example")
        // Cyrillic: an IA5String may not hold it, but bytes are bytes.
        case .homograph: named(subject.replacing("acme", with: "\u{0430}cme"))
        case .otherName: .init("I9", is: .accepted, in: .with { $0.identity = .otherName })
        }
    }

    private func named(_ name: String, row: String = "I6") -> SigstoreFaultCard {
        .init(row, .plan { $0.leaf.names = [FulcioLeaf.name(.uri, name)] })
    }
}
