import AirworthyTesting
import Foundation
import Testing
import Trust

@testable import Airworthy

@Suite("Scans")
struct ScanReaderTests {
    private static func scan(_ path: String) throws -> VulnerabilityScan {
        let bytes = Array(try Data(contentsOf: try #require(Fixtures.root).appending(path: path)))
        return try ScanReader.read(bytes, name: path)
    }

    private func read(_ text: String) throws(ScanFault) -> VulnerabilityScan {
        try ScanReader.read(Array(text.utf8), name: "scan.json")
    }

    // MARK: Trivy

    private static let trivy = "10-vuln/trivy/integration/testdata"
    private static let hasTrivy = Fixtures.has(trivy)

    /// Reports beside what the scanner itself made of them with an option.
    @Test("leaving out what has no fix is what trivy's own option leaves out", .enabled(if: hasTrivy))
    func ignoreUnfixed() throws {
        let all = try Self.scan("\(Self.trivy)/debian-buster.json.golden")
        let fixed = try Self.scan("\(Self.trivy)/debian-buster-ignore-unfixed.json.golden")
        let ours = all.matches.filter { $0.fix != .none }
        #expect(ours.map(\.id) == fixed.matches.map(\.id))
        #expect(!ours.isEmpty && ours.count < all.matches.count)
    }

    @Test("the threshold `high` is trivy's `--severity HIGH,CRITICAL`", .enabled(if: hasTrivy))
    func severities() throws {
        let threshold = VulnerabilityThreshold(severity: .high, score: nil, acceptsUnknown: true, onlyFixable: false)
        let all = try Self.scan("\(Self.trivy)/alpine-39.json.golden")
        let high = try Self.scan("\(Self.trivy)/alpine-39-high-critical.json.golden")
        let ours = all.matches.filter(threshold.isReached)
        #expect(ours.map(\.id) == high.matches.map(\.id))
        #expect(!ours.isEmpty && ours.count < all.matches.count)
    }

    @Test("what a statement covers is what trivy's own VEX run leaves out", .enabled(if: hasTrivy))
    func vex() throws {
        let all = try Self.scan("\(Self.trivy)/gomod.json.golden")
        let rest = try Self.scan("\(Self.trivy)/gomod-vex.json.golden")
        let statement = VEXStatement(
            vulnerabilities: ["CVE-2022-23628"],
            products: [
                VEXStatement.Product(names: [ProductName("pkg:golang/github.com/open-policy-agent/opa")], parts: [])
            ], status: .notAffected, reason: "not used", at: Instant(seconds: 0), place: "test")
        let statements = VEXStatements([statement], about: Digest.of([1]), at: Instant(seconds: 1))
        let ours = all.matches.filter { statements.statement(about: $0)?.status.covers != true }
        #expect(ours.map(\.id) == rest.matches.map(\.id))
        #expect(ours.count < all.matches.count)
    }

    @Test("SARIF says as much as the JSON of the same scan", .enabled(if: hasTrivy))
    func sarif() throws {
        let json = try Self.scan("\(Self.trivy)/alpine-310.json.golden")
        let sarif = try Self.scan("\(Self.trivy)/alpine-310.sarif.golden")
        #expect(sarif.matches.count == 4)
        #expect(sarif.matches.map(\.id).sorted() == json.matches.map(\.id).sorted())
        #expect(sarif.format == .sarif)
        #expect(json.databaseAt == nil)
        #expect(json.scannedAt?.rfc3339 == "2021-08-25T12:20:30.000000005Z")
    }

    @Test("every report of trivy is read, and one that names no packages shows nothing", .enabled(if: hasTrivy))
    func everyReport() throws {
        let folder = try #require(Fixtures.root).appending(path: Self.trivy)
        var counts: [String: Int] = [:]
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        where file.lastPathComponent.hasSuffix(".json.golden") {
            counts[file.lastPathComponent] = try Self.scan("\(Self.trivy)/\(file.lastPathComponent)").matches.count
        }
        #expect(counts.count == 12)
        let skipped = try Self.scan("\(Self.trivy)/alpine-39-skip.json.golden")
        #expect(skipped.matches.isEmpty == (skipped.coverage != .something))
    }

    @Test("the score of every vector in trivy's reports is what it says", .enabled(if: hasTrivy))
    func scores() throws {
        let folder = try #require(Fixtures.root).appending(path: Self.trivy)
        var count = 0
        for name in ["alpine-39", "alpine-310", "debian-buster", "debian-stretch", "gomod"] {
            let bytes = Array(try Data(contentsOf: folder.appending(path: "\(name).json.golden")))
            let results = try JSONDocument(bytes, name: name).root["Results"]?.elements ?? []
            for rating in results.flatMap({ $0["Vulnerabilities"]?.elements ?? [] })
                .flatMap({ $0["CVSS"]?.members ?? [] }).map(\.value)
            {
                for version in ["V2", "V3"] {
                    guard let vector = rating["\(version)Vector"]?.string, let score = rating["\(version)Score"]?.double
                    else { continue }
                    count += 1
                    #expect(CVSSVector.score(vector) == score, "\(vector)")
                }
            }
        }
        #expect(count == 51)
    }

    @Test(
        "vectors that are none have no score",
        arguments: [
            "", "CVSS:3.1/AV:N", "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
            "CVSS:3.1/AV:N/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "AV:N/AC:L",
        ])
    func noScore(_ vector: String) {
        #expect(CVSSVector.score(vector) == nil)
    }

    // MARK: Grype

    private static let grype = "10-vuln/grype/grype/presenter"

    @Test("grype's reports: matches, subject, dates", .enabled(if: Fixtures.has(grype)))
    func grypeReports() throws {
        let image = try Self.scan("\(Self.grype)/json/testdata/snapshot/TestJsonImgsPresenter.golden")
        #expect(image.matches.map(\.id) == ["CVE-1999-0001", "CVE-1999-0002"])
        #expect(image.matches.map(\.severity) == [.low, .critical])
        #expect(image.matches.map(\.score) == [8.2, 8.5])
        #expect(image.matches.map(\.fix) == [.available(["1.2.1", "2.1.3", "3.4.0"]), .unknown])
        #expect(image.scannedAt == nil)
        #expect(
            image.subjects.map(\.description) == [
                "sha256:ca738abb87a8d58f112d3400ebb079b61ceae7dc290beb34bda735be4b1941d5"
            ])
        let empty = try Self.scan("\(Self.grype)/json/testdata/snapshot/TestEmptyJsonPresenter.golden")
        #expect(empty.coverage == .nothing("nothing is said of what was scanned"))
        let real = try Self.scan("\(Self.grype)/explain/testdata/ghsa-test.json")
        #expect(real.scanner == "grype 0.65.1")
        #expect(real.databaseAt != nil)
        #expect(real.matches.map(\.id).first == "GHSA-cfh5-3ghh-wfjx")
        #expect(real.matches[0].aliases == ["CVE-2014-3577"])
        #expect(real.matches[0].fix == .available(["4.3.5"]))
        #expect(real.subjects.count == 3)
    }

    @Test("a SARIF result that nobody judged has no severity")
    func unjudged() throws {
        func severity(_ result: String) throws -> VulnerabilitySeverity? {
            try read(
                #"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"s","version":"1"}},"results":[{"ruleId":"CVE-2026-1","message":{"text":"x"}\#(result)}]}]}"#
            ).matches.first?.severity
        }
        #expect(try severity("") == .unknown)
        #expect(try severity(#","level":"error""#) == .critical)
    }

    @Test(
        "of level and score the worse counts, and a score of nothing is nobody's judgement",
        arguments: [
            ("0.0", "none", .unknown), ("0.0", "note", .unknown), ("0.0", "error", .critical), ("5.3", "error", .high),
            ("9.8", "note", .critical), ("5.3", "warning", .medium),
        ] as [(String, String, VulnerabilitySeverity)])
    func sarifSeverity(score: String, level: String, severity: VulnerabilitySeverity) throws {
        let scan = try read(
            #"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"s","rules":[{"id":"CVE-2026-1","properties":"#
                + #"{"security-severity":"\#(score)"}}]}},"results":[{"ruleId":"CVE-2026-1","level":"\#(level)"}]}]}"#)
        #expect(scan.matches.map(\.severity) == [severity])
    }

    @Test("a rule of an extension is that extension's, and not the driver's of the same number")
    func sarifExtension() throws {
        func rules(_ score: String) -> String {
            #"[{"id":"CVE-2026-1","properties":{"security-severity":"\#(score)"}}]"#
        }
        func severity(_ component: String) throws -> VulnerabilitySeverity? {
            try read(
                #"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"s","rules":\#(rules("1.0"))},"#
                    + #""extensions":[{"name":"e","rules":\#(rules("9.8"))}]},"results":[{"ruleId":"CVE-2026-1","#
                    + #""rule":{"index":0\#(component)}}]}]}"#
            ).matches.first?.severity
        }
        #expect(try severity("") == .low)
        #expect(try severity(#","toolComponent":{"index":0}"#) == .critical)
        #expect(throws: ScanFault.self) { try severity(#","toolComponent":{"index":1}"#) }
        #expect(throws: ScanFault.self) { try severity(#","toolComponent":{"name":"e"}"#) }
    }

    @Test("of scans by one scanner of one thing the latest counts, and of nothing else")
    func alike() throws {
        func scan(_ scanner: String, _ subjects: [String]) -> VulnerabilityScan {
            VulnerabilityScan(
                format: .grype, scanner: scanner, scannedAt: nil, databaseAt: nil,
                subjects: subjects.map { Digest.of(Array($0.utf8)) }, coverage: .something, filter: nil, matches: [])
        }
        let first = scan("grype 0.92.0", ["index", "amd64"])
        #expect(first.isAlike(scan("Grype v0.93.1", ["index", "amd64"])))
        #expect(first.isAlike(scan("grype", ["index", "amd64", "elsewhere"])))
        #expect(!first.isAlike(scan("grype 0.92.0", ["index", "arm64"])))
        #expect(!first.isAlike(scan("trivy 0.92.0", ["index", "amd64"])))
        #expect(!scan("Snyk Open Source", ["index"]).isAlike(scan("Snyk Container", ["index"])))
    }

    @Test("what grype was told to leave out of its search is a filter")
    func grypeExclude() throws {
        func filter(_ exclude: String) throws -> String? {
            try read(
                #"{"matches":[],"descriptor":{"name":"grype","configuration":{"exclude":\#(exclude)}}}"#
            ).filter
        }
        #expect(try filter(#"["/var/lib/dpkg/**"]"#) == "exclude")
        #expect(try filter("[]") == nil)
    }

    @Test("grype's SARIF and CycloneDX name the vulnerability, and not the rule", .enabled(if: Fixtures.has(grype)))
    func grypeOtherForms() throws {
        let sarif = try Self.scan("\(Self.grype)/sarif/testdata/snapshot/TestSarifPresenter_image.golden")
        #expect(sarif.matches.map(\.id) == ["CVE-1999-0001", "CVE-1999-0002"])
        #expect(sarif.matches[1].packageURL?.description == "pkg:deb/package-2@2.2.2")
        let cycloneDX = try Self.scan("\(Self.grype)/cyclonedx/testdata/snapshot/TestCycloneDxPresenterImage.golden")
        #expect(cycloneDX.matches.map(\.id) == ["CVE-1999-0001", "CVE-1999-0002"])
        #expect(cycloneDX.matches.map(\.severity) == [.low, .critical])
    }

    // MARK: SARIF

    private static let samples = "12-sarif-osv/sarif-tutorials/samples"

    /// Results that count, and those suppressed, as the standard defines them.
    static let sarifs: [(String, Int, Int, Bool)] = [
        ("Suppressions.sarif", 6, 3, true), ("Baseline.sarif", 3, 0, true),
        ("ExceptionalConditions/One run empty results.sarif", 0, 0, false),
        ("ExceptionalConditions/One run no results.sarif", 0, 0, false),
        ("ExceptionalConditions/Catastrophic execution error.sarif", 0, 0, false),
        ("ExceptionalConditions/Catastrophic configuration error.sarif", 0, 0, false),
        ("2-Basics/empty-log.sarif.json", 0, 0, false), ("DefaultRuleConfiguration.sarif", 2, 0, true),
    ]

    @Test("SARIF: what counts, and whether anything was done", .enabled(if: Fixtures.has(samples)), arguments: sarifs)
    func sarifSamples(_ name: String, _ counting: Int, _ suppressed: Int, _ isSomething: Bool) throws {
        let scan = try? Self.scan("\(Self.samples)/\(name)")
        #expect(scan?.matches.count { $0.suppression == nil } ?? 0 == counting)
        #expect(scan?.matches.count { $0.suppression != nil } ?? 0 == suppressed)
        #expect((scan?.coverage == .something) == isSomething)
    }

    // MARK: Others

    @Test("OSV-Scanner: aliases, scores from vectors, fixes of the package itself")
    func osv() throws {
        let scan = try read(
            #"{"results":[{"source":{"path":"/lock"},"packages":[{"package":{"name":"@acme/web","version":"1.0.0","ecosystem":"npm"},"#
                + #""vulnerabilities":[{"id":"GHSA-1","aliases":["CVE-2026-1"],"#
                + #""severity":[{"type":"CVSS_V3","score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],"#
                + #""affected":[{"package":{"name":"@acme/web"},"ranges":[{"events":[{"introduced":"0"},{"fixed":"1.0.1"}]}]}]},"#
                + #"{"id":"GHSA-2","withdrawn":"2026-01-01T00:00:00Z"}]}]}]}"#)
        #expect(scan.matches.map(\.naming.names) == [["GHSA-1", "CVE-2026-1"], ["GHSA-2"]])
        #expect(scan.matches[0].severity == .critical)
        #expect(scan.matches[0].score == 9.8)
        #expect(scan.matches[0].fix == .available(["1.0.1"]))
        #expect(scan.matches[0].packageURL?.description == "pkg:npm/%40acme/web@1.0.0")
        #expect(scan.matches[1].severity == .unknown)
        #expect(scan.matches[1].suppression != nil)
        #expect(try read(#"{"results":[]}"#).coverage == .nothing("no package is listed"))
    }

    @Test(
        "OSV: a range without an end has no fix; one that ends, or a list of versions, may have one",
        arguments: [
            (#"[{"introduced":"0"}]"#, .none), (#"[{"introduced":"0"},{"last_affected":"1.2"}]"#, .unknown),
            (#"[{"introduced":"0"},{"limit":"2.0"}]"#, .unknown), ("[]", .unknown),
        ] as [(String, VulnerabilityMatch.Fix)])
    func osvFix(events: String, fix: VulnerabilityMatch.Fix) throws {
        let scan = try read(
            #"{"results":[{"source":{"path":"/lock"},"packages":[{"package":{"name":"web","version":"1","ecosystem":"npm"},"#
                + #""vulnerabilities":[{"id":"GHSA-1","affected":[{"ranges":[{"events":\#(events)}]}]}]}]}]}"#)
        #expect(scan.matches.map(\.fix) == [fix])
    }

    @Test("of several ratings the worst counts, be it a word or a score")
    func ratings() throws {
        let cycloneDX = try read(
            #"{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":"a","bom-ref":"a"}],"#
                + #""vulnerabilities":[{"id":"CVE-1","ratings":[{"method":"CVSSv31","score":9.8},{"severity":"low"}],"#
                + #""affects":[{"ref":"a"}]},{"id":"CVE-2","ratings":[{"method":"CVSSv31","score":9.8,"severity":"low"}],"#
                + #""affects":[{"ref":"a"}]}]}"#)
        #expect(cycloneDX.matches.map(\.severity) == [.critical, .low])
        let inToto = try read(
            #"{"scanner":{"uri":"pkg:a","result":[{"id":"CVE-1","severity":[{"method":"nvd","score":"MEDIUM"},"#
                + #"{"method":"cvss_score","score":"9.8"}]}]}}"#)
        #expect(inToto.matches.map(\.severity) == [.critical])
        let osv = try read(
            #"{"results":[{"source":{"path":"/l"},"packages":[{"package":{"name":"w","ecosystem":"npm"},"vulnerabilities":"#
                + #"[{"id":"GHSA-1","database_specific":{"severity":"LOW"},"severity":[{"type":"CVSS_V3","#
                + #""score":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}]}]}]}]}"#)
        #expect(osv.matches.map(\.severity) == [.critical])
    }

    @Test("an old scan in a new predicate is an old scan")
    func wrappedTimes() throws {
        func scan(_ finished: String, _ database: String) throws -> VulnerabilityScan {
            try read(
                #"{"scanner":{"uri":"pkg:grype","db":{"lastUpdate":"\#(database)"},"#
                    + #""result":\#(VulnerabilitiesCheckTests.grype(scanned: "2026-05-01T00:00:00Z"))},"#
                    + #""metadata":{"scanFinishedOn":"\#(finished)"}}"#)
        }
        let inside = try #require(try read(VulnerabilitiesCheckTests.grype(scanned: "2026-05-01T00:00:00Z")).databaseAt)
        let old = try scan("2030-01-01T00:00:00Z", "2030-01-01T00:00:00Z")
        #expect(old.scannedAt?.rfc3339 == "2026-05-01T00:00:00Z" && old.databaseAt == inside)
        #expect(try scan("2026-04-01T00:00:00Z", "2026-11-20T10:00:00Z").scannedAt?.rfc3339 == "2026-04-01T00:00:00Z")
    }

    @Test("in-toto's predicate: scores and words of several methods")
    func inToto() throws {
        let scan = try read(
            #"{"scanner":{"uri":"pkg:a","db":{"lastUpdate":"2026-11-20T01:00:00Z"},"result":[{"id":"CVE-1","#
                + #""severity":[{"method":"nvd","score":"medium"},{"method":"CVSS_score","score":"5.2"}]}]},"#
                + #""metadata":{"scanFinishedOn":"2026-11-20T10:00:00Z"}}"#)
        #expect(scan.format == .inToto)
        #expect(scan.matches.map(\.severity) == [.medium])
        #expect(scan.matches.map(\.score) == [5.2])
        #expect(scan.databaseAt?.rfc3339 == "2026-11-20T01:00:00Z")
        #expect(try read(#"{"scanner":{"result":[]}}"#).coverage != .something)
    }

    static let brokenTexts: [(String, String)] = [
        ("not JSON", "{"), ("a list", "[]"), ("nothing known", "{}"),
        ("matches that are no list", #"{"matches":{},"descriptor":{}}"#),
        ("a match that is none", #"{"matches":[7],"descriptor":{}}"#),
        ("a match without package", #"{"matches":[{"vulnerability":{"id":"a"}}],"descriptor":{}}"#),
        ("a negative score", VulnerabilitiesCheckTests.grype(matches: VulnerabilitiesCheckTests.match(score: "-1"))),
        ("a score of text", VulnerabilitiesCheckTests.grype(matches: VulnerabilitiesCheckTests.match(score: "\"9\""))),
        ("a day that is none", VulnerabilitiesCheckTests.grype(scanned: "2026-02-30T00:00:00Z")),
        ("trivy of another schema", #"{"SchemaVersion":1,"Results":[]}"#),
        ("trivy without a name", #"{"SchemaVersion":2,"Results":[{"Vulnerabilities":[{"PkgName":"a"}]}]}"#),
        ("two keys of one name", #"{"results":[],"results":[]}"#),
        ("SARIF of two runs", #"{"version":"2.1.0","runs":[{},{}]}"#),
        ("a bill of materials", #"{"bomFormat":"CycloneDX","specVersion":"1.6","components":[]}"#),
        ("a predicate in a predicate", #"{"scanner":{"result":{"scanner":{"result":[]}}}}"#),
        ("too deep", String(repeating: "[", count: 200) + String(repeating: "]", count: 200)),
    ]

    @Test("what is not the whole result of a scan is refused", arguments: brokenTexts)
    func broken(_ what: String, _ text: String) {
        #expect(throws: ScanFault.self, "\(what)") { try read(text) }
    }

    @Test("changed bytes are refused or read, and the reader comes back", arguments: [UInt64(1), 2, 3, 4])
    func mutated(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let honest = Array(VulnerabilitiesCheckTests.grype().utf8)
        let refused = (0..<500).count { _ in
            (try? ScanReader.read(ByteMutation.damaged(honest, using: &generator), name: "scan")) == nil
        }
        #expect(refused > 250 && refused < 500, "seed \(seed): \(refused)")
    }

    @Test("a report cut short anywhere is refused")
    func truncated() {
        let whole = Array(VulnerabilitiesCheckTests.grype().utf8)
        for count in 0..<whole.count {
            #expect(throws: ScanFault.self) { try ScanReader.read(Array(whole.prefix(count)), name: "cut") }
        }
    }
}
