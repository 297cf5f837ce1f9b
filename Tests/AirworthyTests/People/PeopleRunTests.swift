import Airworthy
import AirworthyTesting
import Testing
import Trust

/// Waivers and approvals from a run to the gate. Rows of what other tools let pass are named where they are.
@Suite("Runs that people signed for")
struct PeopleRunTests {
    private let office: VirtualOffice
    private let release: Release

    init() throws {
        office = try VirtualOffice()
        release = try Samples.release()
    }

    private func plan(_ steps: String, approval: Bool = true, phase: Phase = .preRelease) throws -> Plan {
        try Samples.plan(
            checklist: "checklist: sample\nphase: \(phase.rawValue)\ntitle: A sample\n"
                + (approval ? "approval: required\n" : "") + "steps:\n\(steps)", for: release)
    }

    private func waiver(
        step: String = "only", code: String = "scripted", lasting: Duration = .seconds(30 * 86_400),
        ticket: String = "OPS-1"
    ) throws -> Verified<Waiver> {
        let bytes = try office.signed(
            PredicateType.waiver,
            [
                "step": .string(step), "finding": .string(code), "environment": "production",
                "expires": .string((Samples.instant + lasting).rfc3339), "owner": "sam", "ticket": .string(ticket),
                "reason": "known",
            ], over: release.manifestDigest, by: ["lee"])
        return try WaiverLoader.load(
            bytes, source: "w.json", trust: office.trust, at: Samples.instant, initiator: "dana")
    }

    /// The facts of a run of `plan`, begun by dana.
    private func facts(
        _ plan: Plan, waivers: [Verified<Waiver>] = [], approvals: [ApprovalFile]? = [], mode: RunMode = .live
    ) async throws -> RunFacts {
        let tally = approvals.map {
            ApprovalTally(
                $0, of: ApprovalScope(plan), under: office.trust, initiator: "dana", at: Samples.instant)
        }
        let context = CheckContext(release: release, trust: office.trust, instant: Samples.instant, world: .empty)
        let seen = await Runner(plan: plan, context: context, width: 1, waivers: waivers, approvals: tally).run(
            mode: mode)
        let record = RunRecord(
            planDigest: seen.planDigest, mode: mode, effective: Samples.instant, started: Samples.instant,
            finished: Samples.instant, units: seen.units)
        return RunFacts(
            plan: plan, record: record, trust: office.trust, waivers: waivers, verifierID: "https://gate.example",
            toolVersion: "test", previousRun: nil, approvals: tally, initiator: "dana")
    }

    private func both(_ plan: Plan) throws -> [ApprovalFile] {
        [try office.approval(of: plan, by: ["lee"]), try office.approval(of: plan, by: ["kim"])]
    }

    /// What the gate says of a run it signed, some time later and under a policy of then.
    private func admission(_ facts: RunFacts, after: Duration = .seconds(60), _ trust: TrustPolicy? = nil) throws
        -> [String]
    {
        let trust = trust ?? office.trust
        let claim = try #require(try Claim.sign(facts, with: office.gate).first)
        let entry = LedgerChain.next(
            after: nil, recordedAt: Samples.instant, kind: .run, manifest: release.manifestDigest,
            envelope: claim.envelopeBytes)
        let history = RunHistory([entry], trust: trust, at: Samples.instant + after)
        #expect(history.refused.isEmpty)
        let request = AdmissionRequest(
            purpose: .promote, environment: "production", subject: release.manifestDigest,
            instant: Samples.instant + after, epoch: 1)
        let decision = AdmissionDecision.decide(
            request, runs: history.runs(naming: release.manifestDigest), trust: trust)
        switch decision {
        case .admit: return []
        case .refuse(let reasons): return reasons.map(\.code).array
        }
    }

    private static let passing = "  - {id: only, uses: scripted}"
    private static let failing = "  - {id: only, uses: scripted, with: {answer: fail}}\n  - {id: other, uses: scripted}"

    // MARK: - Approvals

    @Test("a checklist that requires approval waits for it, clears with it, and is admitted")
    func waits() async throws {
        let plan = try plan(Self.passing)
        for approvals in [nil, [], [try office.approval(of: plan, by: ["lee"])]] as [[ApprovalFile]?] {
            let waiting = try await facts(plan, approvals: approvals)
            #expect(waiting.verdict.name == "awaiting")
            #expect(ExitStatus(waiting.verdict) == .awaiting)
            #expect(waiting.verdict.blockers.map(\.code) == ["approval-missing"])
            #expect(try admission(waiting) == ["not-passed"])
        }
        let cleared = try await facts(plan, approvals: try both(plan))
        #expect(cleared.verdict.isCleared)
        #expect(try admission(cleared) == [])
    }

    @Test(
        "approval bypasses nothing (Kargo's manual approval skips verification): what blocks, blocks",
        arguments: [("fail", "blocked"), ("inconclusive", "undetermined"), ("error", "undetermined")])
    func bypassesNothing(answer: String, verdict: String) async throws {
        let plan = try plan(
            "  - {id: only, uses: scripted, with: {answer: \(answer)}}\n  - {id: other, uses: scripted}")
        #expect(try await facts(plan, approvals: try both(plan)).verdict.name == verdict)
        #expect(try await facts(plan).verdict.name == verdict)
    }

    @Test("approvals of another checklist count for nothing once it was edited")
    func edited() async throws {
        let before = try plan(Self.passing)
        let after = try plan(Self.passing + "\n  - {id: more, uses: scripted}")
        let facts = try await facts(after, approvals: try both(before))
        #expect(facts.verdict.name == "awaiting")
        #expect(facts.approvals?.rejected.map(\.code) == ["approval-plan", "approval-plan"])
        let remarks = RunReport(facts).remarks.flatMap(\.findings)
        #expect(remarks.map(\.code) == ["approval-plan", "approval-plan"])
    }

    @Test("no action is performed before the approvals are complete, what only looks is looked at, and that is exit 4")
    func actions() async throws {
        let plan = try plan(
            """
              - {id: look, uses: scripted}
              - {id: act, uses: command, with: {program: act, expect: {output: {contains: [did]}}}, effect: true, needs: [look]}
              - {id: after, uses: scripted, needs: [act]}
            """, phase: .release)
        let waiting = try await facts(plan)
        #expect(waiting.record.units.map(\.outcome.name) == ["passed", "skipped", "skipped"])
        #expect(waiting.judgements.map(\.status) == [.passed, .undetermined, .undetermined])
        #expect(waiting.judgements[1].blockers.map(\.code) == ["awaiting-approval"])
        #expect(waiting.verdict.name == "awaiting")
        // Approved, it is tried: here there is nothing to change the world with, and that is not waited for.
        let approved = try await facts(plan, approvals: try both(plan))
        #expect(approved.record.units[1].outcome.name != "skipped")
        #expect(approved.verdict.name != "awaiting")
    }

    @Test("a drill waits for nobody, and admits nothing")
    func drill() async throws {
        let drilled = try await facts(try plan(Self.passing), mode: .drill)
        #expect(drilled.verdict.isCleared)
        #expect(try admission(drilled) == ["no-run"])
    }

    @Test(
        "the gate counts the approvals again (Kyverno keeps a verdict for an hour after a revocation): expired, revoked or under a stricter rule, they admit nothing"
    )
    func countedAgain() async throws {
        let plan = try plan(Self.passing)
        let cleared = try await facts(plan, approvals: try both(plan))
        #expect(try admission(cleared, after: .seconds(3_599)) == [])
        #expect(
            try admission(cleared, after: .seconds(3_600)) == [
                "approval-expired", "approval-expired", "approval-missing",
            ])
        let policy = { (rules: [TrustRule], revoked: String?) throws in
            try TrustPolicy(
                epoch: 1, digest: .of([]), keys: office.trust.keys,
                people: office.trust.people.map { person in
                    Person(
                        id: person.id,
                        key: TrustedKey(
                            id: person.id, key: person.key.key, revokedAt: person.id == revoked ? Samples.instant : nil),
                        roles: person.roles)
                }, rules: rules)
        }
        #expect(try admission(cleared, policy(VirtualOffice.rules, "lee")) == ["key-revoked", "approval-missing"])
        let three = TrustRule(
            id: "three", scope: .predicate(PredicateType.approval),
            requirement: .init(threshold: 3, role: "release-manager"))
        #expect(try admission(cleared, policy([VirtualOffice.runs, three], nil)) == ["approval-missing"])
        #expect(try admission(cleared, policy([VirtualOffice.runs], nil)).last == "approval-no-rule")
    }

    // MARK: - Waivers

    @Test("a waived finding is told with its ticket, owner and end in every format, and the gate believes it anew")
    func told() async throws {
        let plan = try plan(Self.failing, approval: false)
        let facts = try await facts(plan, waivers: [try waiver()])
        #expect(facts.verdict == .cleared(waived: ["only"]))
        #expect(facts.judgements[0].waivers.map(\.ticket) == ["OPS-1"])
        let report = RunReport(facts)
        let json = PrintableJSON.text(JSONReport.json(facts, exitCode: 0, files: []))
        let texts = [
            TextReport.lines(report).joined(separator: "\n"), JUnitReport.text(report), SARIFReport.text(report),
            TAPReport.text(report), MarkdownReport.text(report), HTMLReport.text(report), json,
        ]
        let end = (Samples.instant + .seconds(30 * 86_400)).rfc3339
        for text in texts {
            #expect(text.contains("OPS") && text.contains("sam") && text.contains(end), "\(text)")
        }
        #expect(try admission(facts) == [])
        #expect(
            try admission(facts, VirtualOffice(revoked: ["lee"]).trust.believing(office)) == [
                "waiver-untrusted", "waiver-lapsed",
            ])
    }

    @Test("a waiver ends at the gate too")
    func ends() async throws {
        let plan = try plan(Self.failing, approval: false)
        let facts = try await facts(plan, waivers: [try waiver(lasting: .seconds(3_600))])
        #expect(try admission(facts, after: .seconds(3_599)) == [])
        #expect(try admission(facts, after: .seconds(3_600)) == ["waiver-expired"])
    }

    @Test("a waiver that covers nothing, has ended or ends soon is a warning of its own and never silent")
    func standing() async throws {
        let plan = try plan(Self.failing, approval: false)
        func codes(_ waivers: [Verified<Waiver>]) async throws -> [String] {
            let facts = try await facts(plan, waivers: waivers)
            let report = RunReport(facts)
            #expect(report.remarks.allSatisfy { $0.status == .warned })
            for finding in report.remarks.flatMap(\.findings) {
                let texts = [
                    TextReport.lines(report).joined(separator: "\n"), JUnitReport.text(report),
                    SARIFReport.text(report),
                    TAPReport.text(report), MarkdownReport.text(report), HTMLReport.text(report),
                    GitHubReport.text(report),
                    OpenMetricsReport.text(report), JSONReport.text(facts, exitCode: 0, files: []),
                ]
                for text in texts { #expect(text.replacing("\\", with: "").contains(finding.code), "\(text)") }
            }
            #expect(report.worstFirst.count == report.units.count + report.unmet.count + report.remarks.count)
            return report.remarks.flatMap(\.findings).map(\.code)
        }
        #expect(try await codes([waiver()]) == [])
        #expect(try await codes([waiver(), waiver(code: "undecided", ticket: "OPS-2")]) == ["waiver-unused"])
        #expect(try await codes([waiver(step: "other")]) == ["waiver-unused"])
        #expect(try await codes([waiver(lasting: .zero)]) == ["waiver-expired"])
        #expect(try await codes([waiver(lasting: .seconds(7 * 86_400))]) == ["waiver-ends-soon"])
        #expect(try await codes([waiver(lasting: .seconds(7 * 86_400 + 1))]) == [])
        let soon = RunReport(try await facts(plan, waivers: [waiver(lasting: .seconds(60))]))
        #expect(soon.units[0].marks.map(\.word) == ["ending"])
    }

    @Test("a report read back from what was signed says the same of waivers and approvals")
    func readBack() async throws {
        let plan = try plan(Self.failing)
        let facts = try await facts(
            plan, waivers: [try waiver(lasting: .seconds(60)), try waiver(step: "other", ticket: "OPS-2")],
            approvals: [try office.approval(of: plan, by: ["dana"])])
        let text = JSONReport.json(facts, exitCode: 4, files: []).canonicalBytes()
        let read = try RunReport(predicate: try JSONDocument(text, name: "report").root)
        let made = RunReport(facts)
        #expect(read.remarks == made.remarks && read.remarks.count == 3)
        #expect(read.unmet.flatMap(\.findings).map(\.code) == ["approval-missing"])
        #expect(read.units.map(\.waivers) == made.units.map(\.waivers))
        #expect(read.units.map(\.fact) == made.units.map(\.fact))
        #expect(read.units.map { $0.marks.map(\.word) } == made.units.map { $0.marks.map(\.word) })
        #expect(read.initiator == "dana")
    }

    @Test("a waiver covers what was found: not what could not be looked at, and not what was not run")
    func obstacles() async throws {
        let plan = try plan(
            "  - {id: only, uses: scripted, with: {answer: error}}\n  - {id: next, uses: scripted, needs: [only]}\n"
                + "  - {id: fine, uses: scripted}", approval: false)
        let waivers = [try waiver(code: "scripted-obstacle"), try waiver(step: "next", code: "need-not-cleared")]
        let facts = try await facts(plan, waivers: waivers)
        #expect(facts.verdict.name == "undetermined")
        #expect(facts.judgements.map(\.status) == [.undetermined, .undetermined, .passed])
        #expect(RunReport(facts).remarks.flatMap(\.findings).map(\.code) == ["waiver-unused", "waiver-unused"])
    }
}

extension TrustPolicy {
    /// The office's own keys under this policy's standing: what is revoked here is revoked there.
    fileprivate func believing(_ office: VirtualOffice) throws -> TrustPolicy {
        try TrustPolicy(
            epoch: epoch, digest: digest, keys: office.trust.keys,
            people: office.trust.people.map { person in
                Person(
                    id: person.id,
                    key: TrustedKey(
                        id: person.id, key: person.key.key, revokedAt: self.person(person.id)?.key.revokedAt),
                    roles: person.roles)
            }, rules: rules)
    }
}
