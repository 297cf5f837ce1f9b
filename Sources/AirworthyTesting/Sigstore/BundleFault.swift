import Trust

/// Bundles that are spelt in ways JSON or protobuf should not, or need not, allow.
public enum BundleFault: String, Sendable, CaseIterable {
    case memberTwice, signatureTwice, snakeCase, urlSafeBase64, unpaddedBase64, integerAsNumber, integerAsFloat
    case integerWithExponent, unknownMember, unknownInnerMember, trailingData, byteOrderMark, trailingNul, invalidUTF8
    case loneSurrogate, deepNesting, deepPredicate, hugeString, unknownMediaType, versionFour, parameterBehindVersion
    case bothContents, chainInVersionThree, emptyChain, algorithmAsInteger, algorithmUnknown, algorithmUnknownInteger
    case messageDigestOfOther

    private static let depth = 10_000
    private static let hugeBytes = 20 << 20

    var card: SigstoreFaultCard {
        switch self {
        case .memberTwice: .init("J1", .rewrite("{\"mediaType\":", as: "{\"mediaType\":\"x\",\"mediaType\":"))
        case .signatureTwice: .init("J1", .rewrite("\"signature\":", as: "\"signature\":\"AAAA\",\"signature\":"))
        case .snakeCase: .init("J2", is: .either, .bundle { $0 = $0.mapped(names: Self.snake) })
        case .urlSafeBase64:
            base64 { $0.replacing("+", with: "-").replacing("/", with: "_") }
        case .unpaddedBase64: base64 { $0.replacing("=", with: "") }
        case .integerAsNumber: .init("J4", is: .accepted, .integratedTime { $0 })
        case .integerAsFloat: .init("J4", is: .either, .integratedTime { $0 + ".0" })
        case .integerWithExponent: .init("J4", is: .either, .integratedTime { $0 + "e0" })
        case .unknownMember: .init("J5", .bundle { $0["verified"] = true })
        case .unknownInnerMember: .init("J5", .bundle { $0["verificationMaterial"]?["verified"] = true })
        case .trailingData: .init("J6", .text { $0 += Array("{}".utf8) })
        case .byteOrderMark: .init("J6", .text { $0 = [0xef, 0xbb, 0xbf] + $0 })
        case .trailingNul: .init("J6", .text { $0.append(0) })
        case .invalidUTF8: keyID([0xc3, 0x28])
        case .loneSurrogate: keyID(Array("\\ud800".utf8))
        case .deepNesting:
            .init(
                "J7",
                .text {
                    let nest = String(repeating: "[", count: Self.depth) + String(repeating: "]", count: Self.depth)
                    $0 = Array("{\"extra\":\(nest),".utf8) + $0.dropFirst()
                })
        case .deepPredicate:
            .init(
                "J7", in: .attestation,
                .statement {
                    $0.predicate =
                        String(repeating: "{\"a\":", count: Self.depth) + "0"
                        + String(repeating: "}", count: Self.depth)
                })
        case .hugeString:
            .init(
                "J8", in: .with { $0.material = .publicKey },
                .bundle {
                    let hint = String(repeating: "a", count: Self.hugeBytes)
                    $0["verificationMaterial"]?["publicKey"]?["hint"] = .string(hint)
                })
        case .unknownMediaType: mediaType("application/json")
        case .versionFour: mediaType("application/vnd.dev.sigstore.bundle.v0.4+json")
        case .parameterBehindVersion: mediaType("application/vnd.dev.sigstore.bundle+json;version=0.3; charset=utf-8")
        default: material
        }
    }

    private var material: SigstoreFaultCard {
        switch self {
        case .bothContents:
            .init(
                "J10", in: .attestation,
                .bundle {
                    $0["messageSignature"] = [
                        "messageDigest": ["algorithm": "SHA2_256", "digest": .base64(Digest.of([UInt8]()).bytes)],
                        "signature": $0["dsseEnvelope"]?["signatures"]?[0]?["sig"] ?? "",
                    ]
                })
        case .chainInVersionThree:
            .init(
                "J11",
                .bundle {
                    let leaf = $0["verificationMaterial"]?["certificate"] ?? [:]
                    $0["verificationMaterial"]?["certificate"] = nil
                    $0["verificationMaterial"]?["x509CertificateChain"] = ["certificates": [leaf]]
                })
        case .emptyChain:
            .init(
                "J12", in: .chained,
                .bundle { $0["verificationMaterial"]?["x509CertificateChain"]?["certificates"] = [] })
        case .algorithmAsInteger: algorithm(1, is: .accepted)
        case .algorithmUnknown: algorithm("SHA9_256")
        case .algorithmUnknownInteger: algorithm(99)
        default: .init("2.4", .parts { $0.messageDigest = Digest.of([UInt8]()) })
        }
    }

    private func algorithm(
        _ value: JSON, is expectation: SigstoreSpecimen.Expectation = .refused
    ) -> SigstoreFaultCard {
        .init("J14", is: expectation, .bundle { $0["messageSignature"]?["messageDigest"]?["algorithm"] = value })
    }

    private func mediaType(_ text: String) -> SigstoreFaultCard {
        .init("J9", .bundle { $0["mediaType"] = .string(text) })
    }

    /// Inside a string that is only a hint.
    private func keyID(_ bytes: [UInt8]) -> SigstoreFaultCard {
        .init(
            "J6", in: .attestation,
            .text { text in
                let member = Array("\"keyid\":\"".utf8)
                guard let range = text.firstRange(of: member) else { return }
                text.insert(contentsOf: bytes, at: range.upperBound)
            })
    }

    private func base64(_ change: @escaping (String) -> String) -> SigstoreFaultCard {
        let members = [
            "rawBytes", "keyId", "signedEntryTimestamp", "rootHash", "hashes", "canonicalizedBody", "digest",
            "signature",
        ]
        return .init(
            "J3", is: .either, .bundle { $0 = $0.mapped(strings: { members.contains($0) ? change($1) : $1 }) })
    }

    private static func snake(_ name: String) -> String {
        name.reduce(into: "") { $0 += $1.isUppercase ? "_\($1.lowercased())" : "\($1)" }
    }
}
