public import Airworthy
import Trust

/// A run in which every status occurs, with a unit that passed late, a waiver, and a label nobody provides.
public enum SampleRun {
    /// What somebody might put into a file name, an annotation or an error message to be taken for more than text.
    public static let hostile =
        "x\u{1b}[31m\u{202e}]]>\n::error::no\r\n##[error]no\n###vso[task.complete]no\n##teamcity[no]\n  ...\nnot ok 99 - no\n1..0\n# EOF\u{9b}2J\u{2028}"
        + "</td></table><script>alert(1)</script><img src=x onerror=alert(1)> '\"&amp;\\ {0} [l](javascript:1) | a | # SKIP"
        + "%0A%0D ,:: @all `code` **bold** ${{ secrets.X }} \u{fffe}\u{e0041}\u{feff}\u{85}\u{7f} --> end"

    /// - Parameters:
    ///   - text: stands in every place that comes from outside.
    ///   - extra: how many more units fail.
    public static func facts(
        saying text: String = "as it is", mode: RunMode = .live, extra: Int = 0
    ) throws -> RunFacts {
        let gate = try VirtualGate()
        let release = try Samples.release(services: ["a", "b"], requires: ["contracts.ok"])
        let quoted = yaml(text)
        // An item is no place for a place-holder, not even a hostile one.
        let item = yaml(text.replacing("${{", with: "$ {{"))
        let more = extra > 0 ? "[\((0..<extra).map { "m\($0)" }.joined(separator: ", "))]" : "[m]"
        let plan = try Samples.plan(
            """
              - {id: good, title: \(quoted), uses: scripted, forEach: images}
              - {id: bad, title: \(quoted), uses: scripted, owner: \(quoted), guidance: \(quoted)}
              - {id: soft, title: Soft, uses: scripted, severity: warn, provides: [contracts.ok]}
              - {id: blind, title: Blind, uses: scripted}
              - {id: after, title: After, uses: scripted, needs: [bad]}
              - {id: elsewhere, title: Elsewhere, uses: scripted, when: {environment: [staging]}}
              - {id: shaky, title: Shaky, uses: scripted, retry: {attempts: 3}}
              - {id: excused, title: Excused, uses: scripted, forEach: [a]}
              - {id: named, title: Named, uses: scripted, forEach: [\(item)]}
              - {id: more, title: More, uses: scripted, forEach: \(more)}
            """, for: release)
        let units = plan.units.map { unit in record(unit, text, failsMore: extra > 0) }
        return RunFacts(
            plan: plan,
            record: RunRecord(
                planDigest: plan.digest, mode: mode, effective: Samples.instant, started: Samples.instant,
                finished: Samples.instant + .milliseconds(1_900), units: units),
            trust: gate.trust, waivers: [try waiver(gate, release)], verifierID: "https://gate.example",
            toolVersion: "1.0.0", previousRun: nil)
    }

    private static func record(_ unit: PlannedUnit, _ text: String, failsMore: Bool) -> UnitRecord {
        let seen = Evidence(uri: text, digest: .of(Array(unit.id.utf8)), mediaType: "text/plain")
        let finding = Diagnostic(
            "scripted", "found \(text)", at: .file("files/\(text).yaml", line: 4, column: 2), remedy: "change \(text)",
            notes: [text, "::warning::\(text)"])
        let passed = Outcome.passed(summary: "saw \(text)", NonEmpty(seen), warnings: [])
        let failed = Outcome.failed(NonEmpty(finding), [seen])
        let outcomes: [Outcome]
        switch unit.step.id {
        case "bad": outcomes = [.failed(NonEmpty(finding, [Diagnostic("undecided", text)]), [seen])]
        case "soft", "excused": outcomes = [failed]
        case "more": outcomes = [failsMore ? failed : passed]
        case "blind": outcomes = [.errored(Diagnostic("unreachable", text, at: .image(text)))]
        case "after": return UnitRecord(id: unit.id, attempts: [], outcome: .skipped(.needNotCleared("bad")))
        case "elsewhere": return UnitRecord(id: unit.id, attempts: [], outcome: .skipped(.notApplicable(text)))
        case "shaky": outcomes = [failed, passed]
        default: outcomes = [passed]
        }
        let attempts = outcomes.enumerated().map {
            Attempt(number: $0.offset + 1, outcome: $0.element, elapsed: .milliseconds(120))
        }
        return UnitRecord(id: unit.id, attempts: attempts, outcome: attempts.last?.outcome ?? failed)
    }

    private static func waiver(_ gate: VirtualGate, _ release: Release) throws -> Verified<Waiver> {
        let statement = Statement.json(
            subjects: [StatementSubject(name: "release.yaml", digests: [release.manifestDigest])],
            predicateType: PredicateType.waiver,
            predicate: [
                "step": "excused", "finding": "scripted", "subject": "a", "environment": "production",
                "expires": .string((Samples.instant + .seconds(30 * 86_400)).rfc3339), "owner": "dana",
                "ticket": "OPS-412",
                "reason": "known, being mended",
            ])
        let envelope = try Envelope.sign(
            payloadType: Envelope.inTotoPayloadType, payload: statement.canonicalBytes(), keys: [gate.key])
        return try WaiverLoader.load(
            envelope.json.canonicalBytes(), source: "waiver.json", trust: gate.trust, at: Samples.instant)
    }

    /// A YAML double-quoted scalar in ASCII.
    private static func yaml(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar -> String in
            switch scalar {
            case "\"", "\\": return "\\\(scalar)"
            case " "..."~": return String(scalar)
            default:
                let hex = String(scalar.value, radix: 16)
                return "\\U\(String(repeating: "0", count: 8 - hex.count))\(hex)"
            }
        }
        return "\"\(escaped.joined())\""
    }
}
