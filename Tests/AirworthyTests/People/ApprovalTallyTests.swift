import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("Counting approvals")
struct ApprovalTallyTests {
    private let office: VirtualOffice
    private let plan: Plan

    init() throws {
        office = try VirtualOffice()
        plan = try Samples.plan("  - {id: only, uses: scripted}", for: try Samples.release())
    }

    private func tally(
        _ files: [ApprovalFile], initiator: String? = "dana", _ office: VirtualOffice? = nil, after: Duration = .zero
    ) -> ApprovalTally {
        ApprovalTally(
            files, of: ApprovalScope(plan), under: (office ?? self.office).trust, initiator: initiator,
            at: Samples.instant + after)
    }

    @Test("two people the rule names suffice, and neither alone does")
    func two() throws {
        let lee = try office.approval(of: plan, by: ["lee"])
        let kim = try office.approval(of: plan, by: ["kim"])
        #expect(tally([lee, kim]).isSatisfied)
        #expect(tally([lee, kim]).counted.map(\.signers) == [["lee"], ["kim"]])
        let one = tally([lee])
        #expect(one.missing.map(\.code) == ["approval-missing"])
        #expect(one.missing.first?.message.contains("1 of 2 approvals by release-manager (lee)") == true)
        #expect(one.missing.first?.remedy == "have kim approve")
        #expect(tally([]).missing.first?.remedy == "have lee or kim approve")
    }

    @Test("one person counts once, by however many approvals, names and signatures")
    func once() throws {
        let first = try office.approval(of: plan, by: ["lee"])
        let second = try office.approval(of: plan, by: ["lee"]) { $0["comment"] = "again" }
        #expect(tally([first, first, second]).missing.map(\.code) == ["approval-missing"])
        #expect(try tally([office.approval(of: plan, by: ["lee", "lee"])]).missing.map(\.code) == ["approval-missing"])
        let doubled = try VirtualOffice(doubled: ("lee", "lee-too"))
        let both = [
            try doubled.approval(of: plan, by: ["lee"]), try doubled.approval(of: plan, by: ["lee-too"]),
        ]
        #expect(tally(both, doubled).missing.map(\.code) == ["approval-missing"])
    }

    @Test(
        "an approval of anything else, or signed by somebody who does not count, is told by its code and counts for nothing"
    )
    func rejected() throws {
        let digest = JSON.string(Digest.of([]).description)
        let late = JSON.string((Samples.instant + .seconds(7 * 86_400 + 1)).rfc3339)
        let cases: [(code: String, file: ApprovalFile)] = [
            ("approval-manifest", try office.approval(of: plan, by: ["lee"]) { $0["manifest"] = digest }),
            ("approval-plan", try office.approval(of: plan, by: ["lee"]) { $0["plan"] = digest }),
            ("approval-phase", try office.approval(of: plan, by: ["lee"]) { $0["phase"] = "rollback" }),
            ("approval-environment", try office.approval(of: plan, by: ["lee"]) { $0["environment"] = "staging" }),
            (
                "approval-expired",
                try office.approval(of: plan, by: ["lee"]) { $0["expires"] = .string(Samples.instant.rfc3339) }
            ),
            ("approval-too-long", try office.approval(of: plan, by: ["lee"]) { $0["expires"] = late }),
            ("approval-malformed", try office.approval(of: plan, by: ["lee"]) { $0["expires"] = nil }),
            ("approval-malformed", try office.approval(of: plan, by: ["lee"]) { $0["expires"] = "tomorrow" }),
            ("approval-malformed", try office.approval(of: plan, by: ["lee"]) { $0["decision"] = "rejected" }),
            ("approval-malformed", try office.approval(of: plan, by: ["lee"]) { $0["decision"] = nil }),
            ("author-signed", try office.approval(of: plan, by: ["dana"])),
            ("untrusted-signer", try office.approval(of: plan, by: ["sam"])),
            ("untrusted-signer", try office.approval(of: plan, by: ["stranger"])),
            (
                "approval-malformed",
                ApprovalFile(
                    source: "waiver.json",
                    bytes: try office.signed(
                        PredicateType.waiver, ["step": "only"], over: plan.release.manifestDigest, by: ["lee"]))
            ),
            ("json-syntax", ApprovalFile(source: "text", bytes: Array("approved!".utf8))),
        ]
        let kim = try office.approval(of: plan, by: ["kim"])
        for (code, file) in cases {
            let tally = tally([kim, file])
            #expect(tally.rejected.map(\.code) == [code])
            #expect(tally.missing.map(\.code) == ["approval-missing"], "\(code)")
            #expect(tally.counted.map(\.signers) == [["kim"]], "\(code)")
        }
    }

    @Test("bytes changed after signing count for nothing")
    func tampered() throws {
        let file = try office.approval(of: plan, by: ["lee"]) { $0["environment"] = "staging" }
        let envelope = try Envelope(file.bytes)
        let payload = Array(
            String(decoding: envelope.payload, as: UTF8.self).replacing("staging", with: "production").utf8)
        let forged = Envelope(payloadType: envelope.payloadType, payload: payload, signatures: envelope.signatures)
        let tally = tally([ApprovalFile(source: "forged", bytes: forged.json.canonicalBytes())])
        #expect(tally.counted.isEmpty)
        #expect(["bad-signature", "untrusted-signer"].contains(tally.rejected.first?.code))
    }

    @Test("a revoked key, and time, take away what was given")
    func takenAway() throws {
        let revoked = try VirtualOffice(revoked: ["lee"])
        let files = [try revoked.approval(of: plan, by: ["lee"]), try revoked.approval(of: plan, by: ["kim"])]
        #expect(tally(files, revoked).rejected.map(\.code) == ["key-revoked"])
        #expect(tally(files, revoked).missing.first?.remedy?.contains("nobody") == true)
        let good = [try office.approval(of: plan, by: ["lee"]), try office.approval(of: plan, by: ["kim"])]
        #expect(tally(good, after: .seconds(3_599)).isSatisfied)
        #expect(tally(good, after: .seconds(3_600)).rejected.map(\.code) == ["approval-expired", "approval-expired"])
    }

    @Test("where the rule excludes the initiator and nobody knows who that is, or no rule speaks, nothing is approved")
    func unknown() throws {
        let files = [try office.approval(of: plan, by: ["lee"]), try office.approval(of: plan, by: ["kim"])]
        for initiator in [nil, "nobody-we-know"] {
            let tally = tally(files, initiator: initiator)
            #expect(tally.rejected.map(\.code) == ["author-unknown", "author-unknown"])
            #expect(tally.missing.map(\.code) == ["author-unknown"])
        }
        let silent = try VirtualOffice(rules: [VirtualOffice.runs])
        #expect(try tally([silent.approval(of: plan, by: ["lee"])], silent).missing.map(\.code) == ["approval-no-rule"])
    }

    @Test("an approval is signed only by somebody whose approval would count")
    func draft() throws {
        func code(_ name: String, initiator: String? = nil, lasting: Duration = .seconds(60), _ office: VirtualOffice)
            -> String?
        {
            refusalCode {
                try ApprovalDraft(
                    Approval(scope: ApprovalScope(plan), expires: Samples.instant + lasting), release: "release.yaml"
                ).sign(with: try office.key(name), under: office.trust, initiator: initiator, at: Samples.instant)
            }
        }
        #expect(code("lee", office) == nil)
        #expect(code("lee", initiator: "dana", office) == nil)
        #expect(code("lee", initiator: "lee", office) == "author-signed")
        #expect(code("sam", office) == "untrusted-signer")
        #expect(code("stranger", office) == "untrusted-signer")
        #expect(code("lee", lasting: .zero, office) == "approval-expired")
        #expect(code("lee", lasting: .seconds(8 * 86_400), office) == "approval-too-long")
        #expect(try code("lee", VirtualOffice(rules: [VirtualOffice.runs])) == "approval-no-rule")
        #expect(try code("lee", VirtualOffice(revoked: ["lee"])) == "key-revoked")
    }
}
