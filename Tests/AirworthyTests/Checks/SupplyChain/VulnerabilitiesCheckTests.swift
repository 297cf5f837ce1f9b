import Airworthy
import AirworthyTesting
import Testing
import Trust

@Suite("vulnerabilities")
struct VulnerabilitiesCheckTests {
    typealias Code = VulnerabilitiesCheck.Code

    static let scanType = "https://cosign.sigstore.dev/attestation/vuln/v1"
    static let vexType = "https://openvex.dev/ns/v0.2.0"

    let world: SupplyChainWorld
    let image: Descriptor

    /// Scans may be signed by `release`, statements about vulnerabilities by `security` alone.
    init() throws {
        func rule(_ id: String, _ scope: TrustRule.Scope, _ signers: [String], threshold: Int = 1) -> TrustRule {
            TrustRule(id: id, scope: scope, requirement: TrustRule.Requirement(threshold: threshold, signers: signers))
        }
        world = try SupplyChainWorld(rules: [
            rule("scans", .predicate(Self.scanType), ["release", "revoked", "expired"]),
            rule(
                "two", .predicate("https://in-toto.io/attestation/vulns/v0.1"), ["release", "security"], threshold: 2),
            rule("statements", .predicate(Self.vexType), ["security"]),
            rule("scan files", .blobs([try Glob("scans/**")]), ["release"]),
            rule("vex files", .blobs([try Glob("vex/**")]), ["security"]),
        ])
        image = world.images.pushImage(to: world.repository)
    }

    func ask(_ arguments: String = "{}") async throws -> Answer<Code> {
        try await world.memory.ask(
            VulnerabilitiesCheck.self, with: arguments,
            about: .image(world.repository.pinned(to: image.digest), of: nil))
    }

    func json(_ text: String) throws -> JSON { try JSONDocument(Array(text.utf8), name: "document").root.json }

    /// Attests a scanner's output the way `cosign attest --type vuln` does.
    func attest(
        _ scan: String, by name: String = "release", over digest: Digest? = nil, as type: String = scanType
    ) throws {
        let predicate = try json(
            #"{"scanner":{"uri":"pkg:github/anchore/grype","version":"0.92.0","result":\#(scan)}}"#)
        try world.attach(
            try world.envelope(type, predicate, over: digest ?? image.digest, by: name), to: image, announcing: type)
    }

    func state(_ statements: String, by name: String = "security", at time: String = "2026-11-20T09:00:00Z") throws {
        try world.attach(
            try world.envelope(Self.vexType, try json(Self.vex(statements, at: time)), over: image.digest, by: name),
            to: image, announcing: Self.vexType)
    }

    static func vex(_ statements: String, at time: String = "2026-11-20T09:00:00Z") -> String {
        #"{"@context":"https://openvex.dev/ns/v0.2.0","@id":"https://acme.example/vex/1","author":"Acme","#
            + #""timestamp":"\#(time)","version":1,"statements":[\#(statements)]}"#
    }

    static func statement(_ status: String, of vulnerability: String = "CVE-2026-1", in product: String) -> String {
        let reason = status == "not_affected" ? #","justification":"vulnerable_code_not_present""# : ""
        return
            #"{"vulnerability":{"name":"\#(vulnerability)"},"products":[{"@id":"\#(product)"}],"status":"\#(status)"\#(reason)}"#
    }

    static let package = "pkg:apk/alpine/libssl3@3.0.8-r3?arch=x86_64"

    /// The world's instant is 2026-11-21T…: see `SupplyChainWorld.instant`.
    static func grype(
        matches: String = match(), ignored: String = "", scanned: String = "2026-11-20T10:00:00Z",
        built: String = "2026-11-20T01:00:00Z", distro: String = "alpine", digest: Digest? = nil, options: String = "{}"
    ) -> String {
        let named = digest.map { #","repoDigests":["registry.example/acme/web@\#($0)"]"# } ?? ""
        return #"{"matches":[\#(matches)],"ignoredMatches":[\#(ignored)],"#
            + #""source":{"type":"image","target":{"userInput":"web"\#(named)}},"distro":{"name":"\#(distro)"},"#
            + #""descriptor":{"name":"grype","version":"0.92.0","timestamp":"\#(scanned)","configuration":\#(options),"#
            + #""db":{"status":{"built":"\#(built)"}}}}"#
    }

    static func match(
        _ id: String = "CVE-2026-1", severity: String = "High", score: String = "7.5", fix: String = "fixed",
        rules: String = ""
    ) -> String {
        #"{"vulnerability":{"id":"\#(id)","severity":"\#(severity)","cvss":[{"metrics":{"baseScore":\#(score)}}],"#
            + #""fix":{"versions":[],"state":"\#(fix)"}},"artifact":{"name":"libssl3","version":"3.0.8-r3","#
            + #""purl":"\#(package)"}\#(rules)}"#
    }

    static let clean = grype(matches: "")

    @Test("the check keeps its contract")
    func contract() async throws {
        try attest(Self.clean)
        let breaches = await CheckContract(
            VulnerabilitiesCheck.self, arguments: "{}",
            subject: .image(world.repository.pinned(to: image.digest), of: nil), context: world.memory.context
        ).verify()
        #expect(breaches == [])
    }

    // MARK: Evidence

    @Test("a recent signed scan that found nothing passes")
    func clean() async throws {
        try attest(Self.clean)
        let answer = try await ask()
        #expect(answer.summary == "grype 0.92.0: 0 matches, 0 below the threshold, signed by release")
        #expect(answer.warnings.isEmpty)
        #expect(answer.evidence.contains { $0.uri.hasSuffix(" matches") })
    }

    @Test("nothing attached is absence, and another image's scan is not this one's")
    func absent() async throws {
        #expect(try await ask().codes == [.absent])
        try attest(Self.clean, over: Digest.of([1]))
        #expect(try await ask().codes == [.wrongSubject])
    }

    @Test("a scan that says it is about another digest is not evidence, whoever attests it here")
    func otherDigest() async throws {
        try attest(Self.grype(matches: "", digest: Digest.of([1])))
        #expect(try await ask().codes == [.wrongSubject])
        try attest(Self.grype(matches: "", digest: image.digest))
        #expect(try await ask().word == "passed")
    }

    @Test(
        "a signer who may not sign is refused by the reason",
        arguments: [
            ("stranger", Code.untrustedSigner), ("revoked", .keyRevoked), ("expired", .outsideValidity),
            ("security", .untrustedSigner),
        ])
    func signers(_ name: String, _ code: Code) async throws {
        try attest(Self.clean, by: name)
        #expect(try await ask().codes == [code])
    }

    @Test("two of two must be two, and without a rule nobody may vouch")
    func rules() async throws {
        try attest(Self.clean, as: "https://in-toto.io/attestation/vulns/v0.1")
        #expect(try await ask().codes == [.thresholdNotMet])
        let other = try VulnerabilitiesCheckTests()
        try other.attest(Self.clean, as: "https://in-toto.io/attestation/vulns/v0.2")
        #expect(try await other.ask("{predicates: [\"https://in-toto.io/attestation/vulns/v0.2\"]}").codes == [.noRule])
    }

    @Test("what is attached and cannot be read, or was changed, does not count")
    func unreadable() async throws {
        world.images.attach(Array("{".utf8), mediaType: MediaType.sigstoreBundle, to: image, in: world.repository)
        #expect(try await ask().codes == [.candidateUnreadable])
        // Under a rule with one signer, so that nobody else can be meant.
        let strict = try SupplyChainWorld(rules: [
            TrustRule(
                id: "scans", scope: .predicate(Self.scanType), requirement: TrustRule.Requirement(signers: ["release"]))
        ])
        let image = strict.images.pushImage(to: strict.repository)
        let honest = try strict.envelope(Self.scanType, try json(Self.clean), over: image.digest, by: "release")
        try strict.attach(
            Envelope(
                payloadType: honest.payloadType, payload: honest.payload + [0x20], signatures: honest.signatures),
            to: image, announcing: Self.scanType)
        let answer = try await strict.memory.ask(
            VulnerabilitiesCheck.self, about: .image(strict.repository.pinned(to: image.digest), of: nil))
        #expect(answer.codes == [.badSignature])
    }

    @Test("what cannot be fetched may be the latest: an obstacle, whatever was found without it")
    func obstacle() async throws {
        world.images.obstruct(
            .resolve(tag: CosignTag.attestation.name(for: image.digest)), in: world.repository,
            with: Obstacle("registry-unreachable", "503"))
        await #expect(throws: Obstacle.self) { try await ask() }
        try attest(Self.clean)
        await #expect(throws: Obstacle.self) { try await ask() }
        // The statement that would cover it may be the one that could not be fetched.
        try attest(Self.grype(scanned: "2026-11-20T11:00:00Z"))
        await #expect(throws: Obstacle.self) { try await ask() }
    }

    @Test("a scan that is signed and cannot be read may be the latest: it is a finding, and nobody else's is a warning")
    func unreadableScan() async throws {
        try attest(Self.clean)
        try attest("7", by: "stranger")
        #expect(try await ask().word == "passed")
        try attest("7")
        #expect(try await ask().codes == [.invalid])
    }

    @Test("a statement that is signed and cannot be read may take back what another excused")
    func unreadableStatement() async throws {
        try attest(Self.grype())
        try state(Self.statement("not_affected", in: Self.package))
        #expect(try await ask().word == "passed")
        try state(Self.statement("nonsense", in: Self.package), at: "2026-11-20T10:00:00Z")
        #expect(try await ask().codes == [.vexInvalid])
    }

    @Test("a file must be signed by whom its rule names, and say which digest it is about")
    func file() async throws {
        let arguments = "{path: scans/web.json}"
        #expect(try await ask(arguments).codes == [.absent])
        let scan = Array(Self.grype(matches: "", digest: image.digest).utf8)
        world.files.write(scan, to: "scans/web.json")
        #expect(try await ask(arguments).codes == [.unsigned])
        let lenient = try await ask("{path: scans/web.json, signed: optional}")
        #expect(lenient.word == "passed")
        #expect(lenient.warnings == [.unsigned, .unsigned])
        world.files.write(try world.key("release").sign(scan), to: "scans/web.json.sig")
        #expect(try await ask(arguments).word == "passed")
        let silent = Array(Self.clean.utf8)
        world.files.write(silent, to: "scans/web.json")
        world.files.write(try world.key("release").sign(silent), to: "scans/web.json.sig")
        #expect(try await ask(arguments).codes == [.wrongSubject])
        world.files.write(scan, to: "elsewhere.json")
        #expect(try await ask("{path: elsewhere.json}").codes == [.noRule])
    }

    @Test("an unsigned SARIF beside the image counts only where that is wanted")
    func unsigned() async throws {
        let sarif =
            #"{"version":"2.1.0","runs":[{"tool":{"driver":{"name":"Trivy"}},"results":[],"#
            + #""invocations":[{"executionSuccessful":true,"endTimeUtc":"2026-11-20T10:00:00Z"}]}]}"#
        world.images.attach(
            Array(sarif.utf8), mediaType: "application/sarif+json", to: image, in: world.repository)
        #expect(try await ask().codes == [.unsigned])
        #expect(try await ask("{signed: optional}").codes == [.undated])
        let answer = try await ask("{signed: optional, undatedDatabase: accepted}")
        #expect(answer.word == "passed")
        #expect(answer.warnings == [.unsigned])
    }

    @Test("a scan of nothing, a filtered scan and no scan at all are no evidence")
    func hollow() async throws {
        try attest(Self.grype(matches: "", distro: ""))
        #expect(try await ask().codes == [.nothingScanned])
        let filtered = try VulnerabilitiesCheckTests()
        try filtered.attest(Self.grype(matches: "", options: #"{"only-fixed":true}"#))
        #expect(try await filtered.ask().codes == [.filtered])
        let invalid = try VulnerabilitiesCheckTests()
        try invalid.attest(#"{"neither":"nor"}"#)
        #expect(try await invalid.ask().codes == [.invalid])
    }

    @Test("the scan and its database must be dated, and recent")
    func ages() async throws {
        for (scan, code) in [
            (Self.grype(matches: "", scanned: ""), Code.undated), (Self.grype(matches: "", built: ""), .undated),
            (Self.grype(matches: "", scanned: "2026-10-01T10:00:00Z", built: "2026-10-01T01:00:00Z"), .stale),
            (Self.grype(matches: "", built: "2026-11-01T01:00:00Z"), .staleDatabase),
            (Self.grype(matches: "", scanned: "2027-11-20T10:00:00Z", built: "2027-11-20T01:00:00Z"), .madeLater),
        ] {
            let one = try VulnerabilitiesCheckTests()
            try one.attest(scan)
            #expect(try await one.ask().codes == [code], "\(scan)")
        }
        try attest(Self.grype(matches: "", built: ""))
        #expect(try await ask("{undatedDatabase: accepted}").word == "passed")
        #expect(try await ask("{undatedDatabase: accepted, maxAge: 1h}").codes == [.stale])
    }

    @Test("the latest scan of each scanner counts, and every scanner's must pass")
    func latest() async throws {
        try attest(Self.grype(scanned: "2026-11-19T10:00:00Z", built: "2026-11-19T01:00:00Z"))
        #expect(try await ask().codes == [.found])
        try attest(Self.clean)
        #expect(try await ask().word == "passed")
        try attest(
            #"{"SchemaVersion":2,"CreatedAt":"2026-11-20T10:00:00Z","Results":[{"Class":"os-pkgs","Vulnerabilities":["#
                + #"{"VulnerabilityID":"CVE-2026-2","PkgName":"musl","Severity":"CRITICAL"}]}]}"#)
        #expect(try await ask("{undatedDatabase: accepted}").codes == [.found])
    }

    // MARK: What was found

    @Test(
        "thresholds are by severity, by score and by whether there is a fix",
        arguments: [
            ("{}", match(), true), ("{}", match(severity: "Medium", score: "6.9"), false),
            ("{severity: medium}", match(severity: "Medium", score: "6.9"), true),
            ("{severity: critical}", match(), false), ("{severity: critical, score: \"7.5\"}", match(), true),
            ("{severity: critical, score: \"7.6\"}", match(), false),
            ("{onlyFixable: true}", match(fix: "not-fixed"), false), ("{onlyFixable: true}", match(), true),
            ("{onlyFixable: true}", match(fix: "unknown"), true),
            ("{severity: critical}", match(severity: "Unknown", score: "9.8"), true),
            ("{severity: critical}", match(severity: "Unknown", score: "5.0"), false),
            ("{severity: negligible}", match(severity: "Negligible", score: "0"), true),
        ])
    func thresholds(_ arguments: String, _ match: String, _ isFound: Bool) async throws {
        try attest(Self.grype(matches: match))
        #expect(try await ask(arguments).codes == (isFound ? [.found] : []))
    }

    @Test("a severity nobody has said is not the least")
    func unknownSeverity() async throws {
        let unrated = Self.match(severity: "").replacing(#","cvss":[{"metrics":{"baseScore":7.5}}]"#, with: "")
        try attest(Self.grype(matches: unrated))
        #expect(try await ask("{severity: critical}").codes == [.found])
        #expect(try await ask("{severity: critical, unknownSeverity: accepted}").word == "passed")
    }

    @Test("what the scanner was told to ignore is told, and counts unless that is accepted")
    func suppressed() async throws {
        let rules = #","appliedIgnoreRules":[{"namespace":"vex","reason":"not used"}]"#
        try attest(Self.grype(matches: "", ignored: Self.match(rules: rules)))
        let answer = try await ask()
        #expect(answer.codes == [.suppressed])
        #expect(answer.findings.first?.notes == ["not used"])
        let accepted = try await ask("{suppressions: accepted}")
        #expect(accepted.summary?.contains("1 ignored by the scanner") == true)
    }

    // MARK: Statements

    @Test("a statement by whom the rule names covers a finding, and is listed")
    func covered() async throws {
        try attest(Self.grype())
        try state(Self.statement("not_affected", in: Self.package))
        let answer = try await ask()
        #expect(answer.summary?.contains("1 covered by VEX") == true)
        let report = try #require(answer.evidence.first { $0.uri.hasSuffix(" matches") }?.content)
        let covered = try JSONDocument(report, name: "report").root["covered"]?.elements
        #expect(covered?.first?["reason"]?.string == "vulnerable_code_not_present")
    }

    @Test("a statement by anybody else covers nothing, and is named", arguments: ["release", "stranger", "revoked"])
    func untrusted(_ name: String) async throws {
        try attest(Self.grype())
        try state(Self.statement("not_affected", in: Self.package), by: name)
        #expect(try await ask().codes == [.found, .vexUntrusted])
        let passing = try await ask("{severity: critical}")
        #expect(passing.word == "passed")
        #expect(passing.warnings == [.vexUntrusted])
    }

    @Test("an unsigned statement covers nothing")
    func unsignedStatement() async throws {
        try attest(Self.grype())
        world.images.attach(
            Array(Self.vex(Self.statement("fixed", in: Self.package)).utf8), mediaType: "application/vnd.openvex+json",
            to: image, in: world.repository)
        #expect(try await ask().codes == [.found, .vexUntrusted])
    }

    @Test(
        "only the right status of the right vulnerability in the right product covers",
        arguments: [
            ("fixed", "CVE-2026-1", package, true), ("not_affected", "cve-2026-1", package, true),
            ("affected", "CVE-2026-1", package, false), ("under_investigation", "CVE-2026-1", package, false),
            ("fixed", "CVE-2026-2", package, false), ("fixed", "CVE-2026-1", "pkg:apk/alpine/libssl3", true),
            ("fixed", "CVE-2026-1", "pkg:apk/alpine/libssl3@3.0.8-r4", false),
            ("fixed", "CVE-2026-1", "pkg:apk/wolfi/libssl3", false),
            ("fixed", "CVE-2026-1", "pkg:apk/alpine/libssl3@3.0.8-r3?arch=arm64", false),
            ("fixed", "CVE-2026-1", "registry.example/acme/web", false),
        ])
    func statements(_ status: String, _ vulnerability: String, _ product: String, _ isCovered: Bool) async throws {
        try attest(Self.grype())
        try state(Self.statement(status, of: vulnerability, in: product))
        #expect(try await ask().codes == (isCovered ? [] : [.found]))
    }

    @Test("a statement about the image is about all of it, or about the parts it names, and another image's is not")
    func imageStatements() async throws {
        try attest(Self.grype())
        let parts = #","subcomponents":[{"@id":"pkg:apk/alpine/musl"}]}]"#
        let whole = Self.statement("fixed", in: "pkg:oci/web@\(image.digest)")
        try state(whole.replacing("}]", with: parts))
        #expect(try await ask().codes == [.found])
        try state(Self.statement("fixed", in: "pkg:oci/web@\(Digest.of([1]))"), at: "2026-11-20T09:01:00Z")
        #expect(try await ask().codes == [.found])
        try state(whole, at: "2026-11-20T09:02:00Z")
        #expect(try await ask().word == "passed")
    }

    @Test("the latest statement wins, and one from the future says nothing yet")
    func latestStatement() async throws {
        try attest(Self.grype())
        try state(Self.statement("fixed", in: Self.package), at: "2026-11-18T00:00:00Z")
        #expect(try await ask().word == "passed")
        try state(Self.statement("affected", in: Self.package), at: "2026-11-19T00:00:00Z")
        #expect(try await ask().codes == [.found])
        try state(Self.statement("fixed", in: Self.package), at: "2027-11-19T00:00:00Z")
        #expect(try await ask().codes == [.found])
        // Of two of the same instant the one that excuses nothing counts.
        try state(Self.statement("not_affected", in: Self.package), at: "2026-11-19T00:00:00Z")
        #expect(try await ask().codes == [.found])
        try state(Self.statement("not_affected", in: Self.package), at: "2026-11-19T00:00:01Z")
        #expect(try await ask().word == "passed")
    }

    @Test("a document of statements that is half right covers nothing")
    func brokenStatements() async throws {
        try attest(Self.grype())
        let unexplained = Self.statement("not_affected", in: "pkg:npm/a").replacing(
            #","justification":"vulnerable_code_not_present""#, with: "")
        try state(Self.statement("fixed", in: Self.package) + "," + unexplained)
        #expect(try await ask().codes == [.found, .vexInvalid])
    }

    @Test("a file of statements must be there, be signed by whom its rule names, and be right")
    func statementFile() async throws {
        try attest(Self.grype())
        let arguments = "{vex: [vex/web.json]}"
        #expect(try await ask(arguments).codes == [.found, .vexUntrusted])
        let text = Array(Self.vex(Self.statement("fixed", in: Self.package)).utf8)
        world.files.write(text, to: "vex/web.json")
        #expect(try await ask(arguments).codes == [.found, .vexUntrusted])
        world.files.write(try world.key("release").sign(text), to: "vex/web.json.sig")
        #expect(try await ask(arguments).codes == [.found, .vexUntrusted])
        world.files.write(try world.key("security").sign(text), to: "vex/web.json.sig")
        #expect(try await ask(arguments).word == "passed")
        let broken = Array("{}".utf8)
        world.files.write(broken, to: "vex/web.json")
        world.files.write(try world.key("security").sign(broken), to: "vex/web.json.sig")
        #expect(try await ask(arguments).codes == [.found, .vexInvalid])
    }

    @Test(
        "arguments that cannot be meant are input errors",
        arguments: [
            "{severity: unknown}", "{severity: bad}", "{score: \"11\"}", "{score: high}", "{vex: []}",
            "{predicates: []}", "{vexPredicates: []}", "{signed: maybe}", "{maxAge: soon}", "{suppressions: refused}",
        ])
    func arguments(_ text: String) async {
        await #expect(throws: InputError.self) { try await ask(text) }
    }
}
