import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("Signing a waiver")
struct WaiverDraftTests {
    private let release: Release
    private let plan: Plan

    init() throws {
        release = try Samples.release(services: ["a", "b"])
        plan = try Samples.plan(
            """
              - {id: each, uses: scripted, forEach: images, with: {answer: fail}}
              - {id: once, uses: scripted, with: {answer: fail}}
              - {id: late, uses: scripted, retry: {attempts: 2, flaky: refuse}}
              - {id: soft, uses: scripted, severity: warn}
            """, for: release)
    }

    private func draft(
        step: String = "each", code: String = "scripted", subject: String? = "a", environment: String = "production",
        lasting: Duration = .seconds(86_400), owner: String = "sam", ticket: String = "OPS-1", reason: String = "known",
        requestedBy: String? = nil
    ) -> WaiverDraft {
        WaiverDraft(
            Waiver(
                step: step, code: code, subject: subject, environment: environment, manifest: release.manifestDigest,
                expires: Samples.instant + lasting, owner: owner, ticket: ticket, reason: reason,
                requestedBy: requestedBy), for: plan, from: { $0 == "scripted" ? ScriptedCheck.self : nil })
    }

    private func codes(_ draft: WaiverDraft, by names: [String] = ["lee"], _ office: VirtualOffice? = nil) throws
        -> [String]
    {
        let office = try office ?? VirtualOffice()
        let keys = try names.map(office.key)
        do throws(InputError) {
            _ = try draft.sign(with: keys, under: office.trust, at: Samples.instant)
            return []
        } catch {
            return error.diagnostics.map(\.code).array
        }
    }

    @Test("a waiver that counts is signed, and reads as the loader reads it")
    func signs() throws {
        let office = try VirtualOffice()
        let signed = try draft().sign(with: [office.key("lee")], under: office.trust, at: Samples.instant)
        let read = try WaiverLoader.load(
            signed.value.envelope, source: "w.json", trust: office.trust, at: Samples.instant)
        #expect(read.value == signed.value)
        #expect(read.signers.array == ["lee"])
        #expect(read.value.subject == "a" && read.value.manifest == release.manifestDigest)
        #expect(try codes(draft(step: "once", subject: nil)) == [])
        #expect(try codes(draft(step: "late", code: "late-pass", subject: nil)) == [])
    }

    @Test("one that lasts longer than the policy lets it, from when it is used, does not count, however it was signed")
    func tooLong() throws {
        let office = try VirtualOffice()
        let signed = try draft(lasting: .seconds(20 * 86_400))
            .sign(with: [office.key("lee")], under: office.trust, at: Samples.instant)
        func code(_ instant: Instant) -> String? {
            do throws(InputError) {
                _ = try WaiverLoader.load(signed.value.envelope, source: "w.json", trust: office.trust, at: instant)
                return nil
            } catch {
                return error.diagnostics.first.code
            }
        }
        #expect(code(Samples.instant) == nil)
        #expect(code(Samples.instant - .seconds(10 * 86_400)) == nil)
        #expect(code(Samples.instant - .seconds(10 * 86_400 + 1)) == "waiver-too-long")
    }

    @Test("what would never count is refused by name")
    func refuses() throws {
        #expect(try codes(draft(step: "eech")) == ["waiver-unknown-step"])
        #expect(try codes(draft(code: "typo")) == ["waiver-unknown-finding"])
        #expect(try codes(draft(code: "late-pass")) == ["waiver-unknown-finding"])
        #expect(try codes(draft(code: "unreachable")) == ["waiver-unknown-finding"])
        #expect(try codes(draft(subject: "c")) == ["waiver-unknown-subject"])
        #expect(try codes(draft(subject: nil)) == ["waiver-unknown-subject"])
        #expect(try codes(draft(step: "once", subject: "a")) == ["waiver-unknown-subject"])
        #expect(try codes(draft(step: "soft", subject: nil)) == ["waiver-needless"])
        #expect(try codes(draft(environment: "staging")) == ["waiver-environment"])
        #expect(try codes(draft(lasting: .zero)) == ["waiver-expired"])
        #expect(try codes(draft(lasting: .seconds(30 * 86_400 + 1))) == ["waiver-too-long"])
        #expect(try codes(draft(lasting: .seconds(30 * 86_400))) == [])
        #expect(try codes(draft(owner: " ")) == ["waiver-incomplete"])
        #expect(try codes(draft(ticket: "")) == ["waiver-incomplete"])
        #expect(try codes(draft(reason: "")) == ["waiver-incomplete"])
        let silent = try VirtualOffice(rules: [VirtualOffice.runs])
        #expect(try codes(draft(), silent) == ["waiver-no-rule"])
        #expect(try codes(draft(step: "eech", lasting: .zero)) == ["waiver-unknown-step", "waiver-expired"])
    }

    @Test("whoever the rule does not name, and whoever asked for it, cannot sign it")
    func signers() throws {
        #expect(try codes(draft(), by: ["sam"]) == ["waiver-untrusted"])
        #expect(try codes(draft(), by: ["stranger"]) == ["waiver-untrusted"])
        #expect(try codes(draft(), by: ["lee"], VirtualOffice(revoked: ["lee"])) == ["waiver-untrusted"])
        #expect(try codes(draft(owner: "lee"), by: ["lee"]) == ["waiver-untrusted"])
        #expect(try codes(draft(owner: "team-web", requestedBy: "lee"), by: ["lee"]) == ["waiver-untrusted"])
        #expect(try codes(draft(owner: "team-web", requestedBy: "sam"), by: ["lee"]) == [])
    }

    @Test("where the rule excludes the author and nobody knows who that is, the waiver says so")
    func authorUnknown() throws {
        let office = try VirtualOffice()
        let error = #expect(throws: InputError.self) {
            try draft(owner: "team-web").sign(with: [office.key("lee")], under: office.trust, at: Samples.instant)
        }
        #expect(error?.diagnostics.first.code == "waiver-untrusted")
        let notes = error?.diagnostics.first.notes ?? []
        #expect(notes.contains { $0.contains("[author-unknown]") }, "\(notes)")
    }

    @Test("whoever began the run has not waived its findings either")
    func initiator() throws {
        let office = try VirtualOffice()
        let signed = try draft().sign(with: [office.key("lee")], under: office.trust, at: Samples.instant)
        func load(_ initiator: String?) -> String? {
            refusalCode {
                try WaiverLoader.load(
                    signed.value.envelope, source: "w.json", trust: office.trust, at: Samples.instant,
                    initiator: initiator)
            }
        }
        #expect(load(nil) == nil)
        #expect(load("dana") == nil)
        #expect(load("lee") == "waiver-untrusted")
    }
}
