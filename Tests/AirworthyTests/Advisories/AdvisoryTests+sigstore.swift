import Airworthy
import AirworthyTesting
import Testing
import Trust

/// sigstore-go, sigstore-rust, the timestamp authority, Fulcio and TUF clients.
extension AdvisoryTests {
    @Test("more evidence than anybody needs is refused before it is looked at: CVE-2024-45395")
    func unboundedEvidence() throws {
        let specimen = try mint(in: .with { $0.time = .both })
        let bundle = try edited(specimen) {
            let entry = $0["verificationMaterial"]?["tlogEntries"]?[0] ?? [:]
            $0["verificationMaterial"]?["tlogEntries"] = .array(Array(repeating: entry, count: 33))
        }
        #expect(try code(specimen, bundle: bundle) == "log-entry-too-many")
        for (fault, expected) in [
            (.time(.tooManyTimestamps), "timestamp-too-many"), (.predicate(.tooManySubjects), "malformed-statement"),
            (.predicate(.tooManyDigests), "malformed-statement"), (.log(.tooManyCosigners), "checkpoint-malformed"),
        ] as [(SigstoreFault, String)] {
            #expect(try code(mint(fault)) == expected, "\(fault)")
        }
    }

    @Test("one log, authority, operator or key that speaks twice is one: CVE-2026-49834, GHSA-3633-5h82-39pq")
    func oneVoiceTwice() async throws {
        for (fault, expected) in [
            (.log(.entryTwice), "log-entry-duplicate"), (.trustRoot(.twoLogsOfOneOperator), "log-threshold"),
            (.time(.twoTimestampsOfOneAuthority), "timestamp-threshold"), (.sct(.twoSCTsOfOneLog), "sct-threshold"),
        ] as [(SigstoreFault, String)] {
            #expect(try code(mint(fault)) == expected, "\(fault)")
        }
        // Two names of one key can never be two.
        #expect(
            refusalCode {
                try SupplyChainWorld(
                    rules: [try SupplyChainWorld.imageRule("two", threshold: 2, "release", "release-again")])
            } == "trust-threshold-impossible")
        let world = try SupplyChainWorld(
            rules: [try SupplyChainWorld.imageRule("two", threshold: 2, "release", "release-again", "security")])
        let image = world.images.pushImage(to: world.repository)
        try world.sign(image.digest, by: "release")
        try world.attachSignature(to: image, by: "release")
        #expect(try await codes(world, image.digest, with: "{}") == [.thresholdNotMet])
    }

    @Test(
        "a key, log or authority is believed within its window and at no other time: CVE-2026-54787",
        arguments: [
            (.time(.publicKeyEnded), "outside-validity"), (.trustRoot(.logEnded), "log-outside-validity"),
            (.trustRoot(.logNotBegun), "log-outside-validity"), (.sct(.ctLogRetired), "sct-outside-validity"),
            (.time(.timestampAfterAuthorityEnd), "timestamp-outside-authority"),
            (.certificate(.authorityRetired), "certificate-outside-authority"),
            (.certificate(.authorityNotYetTrusted), "certificate-outside-authority"),
            (.trustRoot(.logWithoutStart), "trusted-root-malformed"),
        ] as [(SigstoreFault, String)])
    func windows(_ fault: SigstoreFault, _ expected: String) throws {
        #expect(try mint(fault).code() == expected)
    }

    @Test("a certificate put into a timestamp does not make its signer an authority: CVE-2026-39984")
    func injectedCertificate() throws {
        for (fault, expected) in [
            (.strangerBehindAuthority, "timestamp-unknown-authority"),
            (.unknownAuthorityAlone, "timestamp-unknown-authority"), (.purposeNotCritical, "timestamp-certificate"),
            (.purposeBesideAnother, "timestamp-certificate"),
        ] as [(TimeFault, String)] {
            #expect(try code(mint(.time(fault))) == expected, "\(fault)")
        }
    }

    @Test(
        "lengths that promise more than there is reserve nothing: CVE-2025-66564, CVE-2025-66506",
        arguments: [
            [0x30, 0x84, 0x7f, 0xff, 0xff, 0xff], [0x30, 0x88, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
            [0x30, 0x80, 0x00, 0x00], [UInt8](repeating: 0x30, count: 60_000),
            [0x06, 0x82, 0xea, 0x60] + [UInt8](repeating: 0x01, count: 60_000), [UInt8](repeating: 0, count: 70_000),
            [],
        ] as [[UInt8]])
    func lyingLengths(_ response: [UInt8]) throws {
        let specimen = try mint(in: .with { $0.time = .timestamp })
        let bundle = try edited(specimen) {
            $0["verificationMaterial"]?["timestampVerificationData"]?["rfc3161Timestamps"] = [
                ["signedTimestamp": .string(Base64.encode(response))]
            ]
        }
        #expect(try code(specimen, bundle: bundle) == "timestamp-malformed")
    }

    @Test("a pattern without anchors stands for the whole name all the same: CVE-2026-22772, CVE-2025-29778")
    func unanchoredPatterns() throws {
        let specimen = try mint()
        for (subject, issuer, expected) in [
            ("https://github\\.com/acme/checkout/.*", "https://token\\.actions\\.githubusercontent\\.com", nil),
            (
                "https://github\\.com/acme/check", "https://token\\.actions\\.githubusercontent\\.com",
                "untrusted-signer"
            ),
            ("github\\.com/acme/checkout/.*", "https://token\\.actions\\.githubusercontent\\.com", "untrusted-signer"),
            ("https://github\\.com/acme/checkout/.*", "https://token\\.actions", "untrusted-signer"),
            ("https://github\\.com/other/.*", "https://token\\.actions\\.githubusercontent\\.com", "untrusted-signer"),
        ] as [(String, String, String?)] {
            let identity = TrustedIdentity(
                id: "signer", subject: .pattern(try LinearPattern(subject)),
                issuer: .pattern(try LinearPattern(issuer)))
            #expect(try code(specimen, trust: policy(specimen, identity)) == expected, "\(subject), \(issuer)")
        }
    }

    @Test("addresses in evidence are names, and nobody goes there: CVE-2026-49478")
    func addressesInEvidence() async throws {
        let specimen = try mint(in: Self.attestation)
        let (world, digest) = try world(specimen)
        #expect(try await codes(world, digest) == [])
        // A check reaches what it declared: the repository of the image, and files for a file.
        #expect(ImageSignatureCheck.kind.capabilities == [.images])
        #expect(BlobSignatureCheck.kind.capabilities == [.files])
    }

    @Test("a trusted root is the one that was pinned, not an older or another one: CVE-2022-29173, CVE-2026-24686")
    func pinnedRoot() async throws {
        let (present, older) = (try mint(), try mint(.trustRoot(.overlappingAuthorities)))
        #expect(await loading(root: present.trustedRoot, pinned: Digest.of(present.trustedRoot)) == [])
        #expect(
            await loading(root: older.trustedRoot, pinned: Digest.of(present.trustedRoot)) == ["trusted-root-changed"])
    }

    @Test(
        "a trusted root that is none is refused in words, never by a crash: CVE-2026-23991",
        arguments: [
            ("", "json-syntax"), ("null", "trusted-root-malformed"), ("[]", "trusted-root-malformed"),
            ("{}", "trusted-root-media-type"), ("{\"mediaType\":1}", "trusted-root-malformed"),
            ("{\"mediaType\":\"MT\",\"tlogs\":null}", "trusted-root-malformed"),
            ("{\"mediaType\":\"MT\",\"tlogs\":[null]}", "trusted-root-malformed"),
            ("{\"mediaType\":\"MT\",\"tlogs\":[{}]}", "trusted-root-malformed"),
            ("{\"mediaType\":\"MT\",\"certificateAuthorities\":[{\"certChain\":{}}]}", "trusted-root-malformed"),
            (
                "{\"mediaType\":\"MT\",\"timestampAuthorities\":[{\"validFor\":{\"start\":0}}]}",
                "trusted-root-malformed"
            ),
        ])
    func malformedRoot(_ text: String, _ expected: String) async throws {
        let media = SigstoreShape.RootMediaType.parameter.rawValue
        let bytes = Array(text.replacing("MT", with: media).utf8)
        #expect(refusalCode { try TrustedRoot(bytes, name: "trusted_root.json") } == expected)
        #expect(await loading(root: bytes, pinned: Digest.of(bytes)) == [expected])
    }

    @Test("a threshold of nobody is no threshold: CVE-2026-23992")
    func thresholdOfNobody() throws {
        for (threshold, expected) in [(0, "trust-threshold-impossible"), (-1, "trust-threshold-impossible"), (1, nil)] {
            let specimen = try mint()
            let requirement = TrustRule.Requirement(threshold: threshold, signers: ["signer"])
            let code = refusalCode {
                try TrustPolicy(
                    epoch: 1, digest: Digest.of([]), keys: [], people: [],
                    identities: specimen.policy().identities, sigstore: specimen.policy().sigstore,
                    rules: [TrustRule(id: "files", scope: .blobs([try Glob("**")]), requirement: requirement)])
            }
            #expect(code == expected, "\(threshold)")
        }
    }

    @Test("a rule that is satisfied does not speak for another that covers the same image: CVE-2024-47534")
    func overlappingRules() async throws {
        let world = try SupplyChainWorld(
            rules: [
                try SupplyChainWorld.imageRule("all", "release"), try SupplyChainWorld.imageRule("ours", "security"),
            ])
        let image = world.images.pushImage(to: world.repository)
        try world.sign(image.digest, by: "release")
        #expect(try await codes(world, image.digest, with: "{}") == [.untrustedSigner])
        try world.attachSignature(to: image, by: "security")
        #expect(try await codes(world, image.digest, with: "{}") == [])
    }

    @Test(
        "what an audit of sigstore-rust found: TOB-SIGSTORE-2 to TOB-SIGSTORE-12, sigstore-rust#77, sigstore-rust#154",
        arguments: [
            // The log is asked about whoever signed.
            (.log(.unknownLogAlone), "log-unknown"),
            // No time is read off an entry before its promise holds.
            (.time(.promiseForged), "log-promise"), (.binding(.integratedTimeChanged), "log-promise"),
            // The certificate is good at every time.
            (.time(.timestampOutsideCertificate), "certificate-expired"),
            (.time(.promiseOutsideCertificate), "certificate-expired"),
            (.certificate(.weakRSA), "certificate-too-weak"), (.sct(.sctFromFuture), "sct-in-future"),
            (.bundle(.hugeString), "bundle-malformed"), (.time(.unknownAuthorityAlone), "timestamp-unknown-authority"),
            // The border of a proof is as long as the tree says.
            (.log(.proofTooLong), "log-proof"), (.log(.proofTooShort), "log-proof"), (.log(.treeOfOne), nil),
            (.sct(.sctForIssuerOfBundle), "sct-signature"),
        ] as [(SigstoreFault, String?)])
    func audit(_ fault: SigstoreFault, _ expected: String?) throws {
        #expect(try code(mint(fault)) == expected)
    }

    @Test("the audit's other findings: a time to come, several signatures in one envelope, and in-toto entries")
    func auditOfDocuments() throws {
        let specimen = try mint(in: Self.shape(.dsse, .intoto002))
        #expect(try code(specimen) == nil)
        let early = BundleDecision(
            specimen.bundle, name: "bundle", artifact: .bytes(specimen.artifact), file: "artifact",
            predicateType: nil, trust: try specimen.policy(), at: specimen.signedAt - .seconds(301))
        #expect(early.refusal?.code == "time-in-future")
        let twice = try edited(specimen) {
            let signature = $0["dsseEnvelope"]?["signatures"]?[0] ?? [:]
            $0["dsseEnvelope"]?["signatures"] = [signature, signature]
        }
        #expect(try code(specimen, bundle: twice) == "bundle-signature-count")
    }

    // MARK: - Policies

    private func policy(_ specimen: SigstoreSpecimen, _ identity: TrustedIdentity) throws -> TrustPolicy {
        try TrustPolicy(
            epoch: 1, digest: Digest.of([]), keys: [], people: [], identities: [identity],
            sigstore: SigstoreVerifier(anchors: [specimen.anchor()]),
            rules: [
                TrustRule(
                    id: "files", scope: .blobs([try Glob("**")]),
                    requirement: TrustRule.Requirement(signers: [identity.id]))
            ])
    }

    /// The codes a policy over one trusted root is refused with.
    private func loading(root: [UInt8], pinned digest: Digest) async -> [String] {
        let text = """
            apiVersion: airworthy/v1
            kind: TrustPolicy
            epoch: 1
            identities: [{id: ci, issuer: x, subject: y}]
            sigstore: {trustedRoots: [{file: trusted_root.json, sha256: "\(digest)"}]}
            rules: [{id: r, blobs: [a], require: {anyOf: [ci]}}]
            """
        do throws(InputError) {
            _ = try await TrustPolicyLoader.load(Array(text.utf8), source: "trust.yaml") {
                (name) async throws(Obstacle) in name == "trusted_root.json" ? root : nil
            }
            return []
        } catch {
            return error.diagnostics.map(\.code).array
        }
    }
}
